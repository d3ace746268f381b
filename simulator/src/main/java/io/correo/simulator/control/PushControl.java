package io.correo.simulator.control;

import io.correo.simulator.Wire;
import io.correo.simulator.google.GoogleTokens;
import io.correo.simulator.google.PushSender;
import io.correo.simulator.google.PushTarget;
import io.correo.simulator.google.PushTarget.Subscription;
import io.correo.simulator.mail.Mailboxes;
import io.correo.simulator.mail.Provider;
import io.correo.simulator.microsoft.MicrosoftTokens;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/// `/_sim/push` and `/_sim/tokens`: where pushes go, one push by hand, a token by hand.
@RestController
class PushControl {

  private static final String ALL =
      "openid email https://mail.google.com/ https://www.googleapis.com/auth/gmail.modify";

  private static final String OUTLOOK =
      "openid profile email offline_access User.Read Mail.ReadWrite Mail.Send";

  private final PushTarget target;
  private final PushSender sender;
  private final GoogleTokens tokens;
  private final MicrosoftTokens microsoft;
  private final Mailboxes mailboxes;

  PushControl(
      PushTarget target,
      PushSender sender,
      GoogleTokens tokens,
      MicrosoftTokens microsoft,
      Mailboxes mailboxes) {
    this.target = target;
    this.sender = sender;
    this.tokens = tokens;
    this.microsoft = microsoft;
    this.mailboxes = mailboxes;
  }

  @GetMapping("/_sim/push")
  void show(HttpServletResponse response) throws IOException {
    Wire.answer(response, 200, target.subscription());
  }

  @PutMapping("/_sim/push")
  void change(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var body = Body.of(request);
    var old = target.subscription();
    target.change(
        new Subscription(
            body.text("url", old.url()),
            body.text("audience", old.audience()),
            body.text("account", old.account())));
    show(response);
  }

  @PostMapping("/_sim/push")
  void push(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var body = Body.of(request);
    var address = body.text("address", "");
    var mailbox = mailboxes.find(address);
    long now = mailbox == null ? 1 : mailbox.historyId();
    var history = body.text("historyId", "");
    int status =
        sender.push(
            address,
            history.isEmpty() ? now : Long.parseUnsignedLong(history),
            body.text("variant", ""));
    Wire.answer(response, 200, Map.of("answered", status));
  }

  /// An access token without a consent page.
  @PostMapping("/_sim/tokens/{address}")
  void token(@PathVariable String address, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var body = Body.of(request);
    var lifetime = Duration.ofSeconds(body.node().path("expires_in").asLong(3600));
    var mailbox = mailboxes.find(address);
    boolean outlook = mailbox != null && mailbox.provider() == Provider.MICROSOFT;
    var token =
        outlook
            ? microsoft.grant(address, body.text("scope", OUTLOOK), lifetime)
            : tokens.grant(address, body.text("scope", ALL), lifetime);
    Wire.answer(response, 200, Map.of("access_token", token));
  }
}
