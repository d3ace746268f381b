package io.correo.sync.world;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.core.ProducerPostProcessor;

/// Lets the service's producer fail for the records of one key, as it does when the broker is gone.
public final class BrokerSwitch {
  private volatile String failing = "";

  @SuppressWarnings("unchecked")
  BrokerSwitch(ApplicationContext context) {
    var factory = (ProducerFactory<Object, Object>) context.getBean(ProducerFactory.class);
    factory.addPostProcessor((ProducerPostProcessor<Object, Object>) this::watched);
    factory.reset();
  }

  public void failFor(String key) {
    failing = key;
  }

  public void heal() {
    failing = "";
  }

  @SuppressWarnings("unchecked")
  private Producer<Object, Object> watched(Producer<Object, Object> real) {
    return (Producer<Object, Object>)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {Producer.class},
            (_, method, arguments) -> {
              if (method.getName().equals("send")
                  && arguments[0] instanceof ProducerRecord<?, ?> record
                  && failing.equals(record.key())) {
                throw new TimeoutException("the broker is gone");
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
