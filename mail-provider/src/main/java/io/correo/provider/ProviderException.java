package io.correo.provider;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A failed provider call, sorted by what the caller should do next. Messages hold the provider's
/// words, never a token or mail text.
public abstract sealed class ProviderException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  private ProviderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /// Call again after [#retryAfter()], and not before.
  public static final class Throttled extends ProviderException {
    @Serial private static final long serialVersionUID = 1L;
    private final Duration retryAfter;
    private final boolean wholeProject;

    /// @param wholeProject true when every mailbox is meant, not just this one
    public Throttled(String message, Duration retryAfter, boolean wholeProject) {
      super(message, null);
      this.retryAfter = retryAfter;
      this.wholeProject = wholeProject;
    }

    public Duration retryAfter() {
      return retryAfter;
    }

    public boolean wholeProject() {
      return wholeProject;
    }
  }

  /// Only the user can fix this, by connecting the mailbox again.
  public static final class ReconnectRequired extends ProviderException {
    @Serial private static final long serialVersionUID = 1L;

    public ReconnectRequired(String message) {
      super(message, null);
    }
  }

  /// The access token is no longer good: lease a new grant and call again.
  public static final class GrantExpired extends ProviderException {
    @Serial private static final long serialVersionUID = 1L;

    public GrantExpired(String message) {
      super(message, null);
    }
  }

  /// The message, draft or folder is no longer there.
  public static final class Gone extends ProviderException {
    @Serial private static final long serialVersionUID = 1L;

    public Gone(String message) {
      super(message, null);
    }
  }

  /// Forget the cursor and compare by a listing.
  public static final class CursorExpired extends ProviderException {
    @Serial private static final long serialVersionUID = 1L;

    public CursorExpired(String message) {
      super(message, null);
    }
  }

  /// The provider understood and said no. Repeating does not help; show its words.
  public static final class Refused extends ProviderException {
    @Serial private static final long serialVersionUID = 1L;
    private final int status;
    private final String code;

    public Refused(int status, String code, String message) {
      super(message, null);
      this.status = status;
      this.code = code;
    }

    public int status() {
      return status;
    }

    public String code() {
      return code;
    }
  }

  /// No answer, or not one that makes sense: it may or may not have happened. A call that is safe
  /// to repeat may be repeated; any other is looked up first.
  public static final class Unavailable extends ProviderException {
    @Serial private static final long serialVersionUID = 1L;

    public Unavailable(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }
}
