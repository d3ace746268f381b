package io.correo.search;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/// @param nodes of OpenSearch, any of which may be asked
/// @param username empty for a node without sign-in
/// @param prefix of every index name
/// @param shards of the index of messages; one mailbox is in one shard
/// @param replicas as `index.auto_expand_replicas` takes it
/// @param refresh how soon what was written is found
/// @param textChars how much of a message's text is indexed
/// @param connectTimeout until a connection to a node stands
/// @param timeout for one answer of a node
/// @param checkEvery how often it is checked that the indexes are there
/// @param mailbox base URL of mailbox-service, which says what was chosen for conversations alone
/// @param sync base URL of sync-service, which fills an index anew
@Validated
@ConfigurationProperties("correo.search")
public record SearchSettings(
    @NotEmpty List<URI> nodes,
    @DefaultValue("") String username,
    @DefaultValue("") String password,
    @NotBlank @DefaultValue("correo-") String prefix,
    @Positive @DefaultValue("1") int shards,
    @DefaultValue("0-1") String replicas,
    @DefaultValue("300ms") Duration refresh,
    @Positive @DefaultValue("65536") int textChars,
    @DefaultValue("2s") Duration connectTimeout,
    @DefaultValue("15s") Duration timeout,
    @DefaultValue("5s") Duration checkEvery,
    URI mailbox,
    URI sync) {
  public SearchSettings {
    nodes = List.copyOf(nodes);
  }

  @Override
  public String toString() {
    return "SearchSettings[%s, %s]".formatted(nodes, prefix);
  }
}
