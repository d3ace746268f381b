package io.correo.sync.world;

import static org.assertj.core.api.Assertions.assertThat;

/// A mailbox at Outlook. Its provider posts notices to us.
public final class Outlook extends Account {
  Outlook(World world, String address) {
    super(world, "microsoft", address);
  }

  /// @param folder role or path; one that is not there is made
  public void move(String message, String folder) {
    change(message, "{\"folder\":\"%s\"}".formatted(folder));
  }

  /// Graph's id of a folder at the top.
  public String folder(String name) {
    for (var folder : graph("GET", "mailFolders?$top=100", "").json().path("value")) {
      if (folder.path("displayName").asString().equals(name)) return folder.path("id").asString();
    }
    throw new AssertionError("no folder " + name);
  }

  public void renameFolder(String name, String newName) {
    graph("PATCH", "mailFolders/" + folder(name), "{\"displayName\":\"%s\"}".formatted(newName));
  }

  public void deleteFolder(String name) {
    graph("DELETE", "mailFolders/" + folder(name), "");
  }

  /// Something becomes of its subscription, and we are told.
  public void lifecycle(String event) {
    var told =
        world()
            .simulator()
            .post("/_sim/subscriptions/" + address(), "{\"event\":\"%s\"}".formatted(event));
    assertThat(told.status()).as(told.toString()).isEqualTo(200);
  }

  /// Its subscriptions end, and nobody is told.
  public void endSubscriptions() {
    world().simulator().send("DELETE", "/_sim/subscriptions/" + address(), "application/json", "");
  }

  /// How many subscriptions it has.
  public long subscriptions() {
    return world()
        .simulator()
        .get("/_sim/subscriptions")
        .json()
        .path("items")
        .valueStream()
        .filter(it -> it.path("address").asString().equals(address()))
        .count();
  }

  private Answer graph(String method, String path, String body) {
    var token = world().simulator().post("/_sim/tokens/" + address(), "{}").json();
    var answer =
        world()
            .simulator()
            .as(token.path("access_token").asString())
            .send(method, "/v1.0/users/" + address() + "/" + path, "application/json", body);
    assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
    return answer;
  }
}
