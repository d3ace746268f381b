package io.correo.sync.deadletter;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

/// What an operator of the broker does with topics.
///
/// @param servers as Kafka's clients take them
record TopicAdmin(String servers) {

  /// Lets records of a topic be so large.
  void allow(String topic, int bytes) {
    var entry = new ConfigEntry("max.message.bytes", String.valueOf(bytes));
    var change = List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET));
    try (var admin = admin()) {
      var where = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      done(admin.incrementalAlterConfigs(Map.of(where, change)).all());
    }
  }

  /// The offset of the next record of a partition.
  long end(String topic, int partition) {
    var where = new TopicPartition(topic, partition);
    try (var admin = admin()) {
      var asked = admin.listOffsets(Map.of(where, OffsetSpec.latest()));
      return done(asked.partitionResult(where)).offset();
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", servers));
  }

  private static <T> T done(KafkaFuture<T> answer) {
    return answer.toCompletionStage().toCompletableFuture().join();
  }
}
