package dev.daybook.reliability;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.daybook.database.DedicatedConnections;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.aopalliance.intercept.MethodInterceptor;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;

/** Defect: hands rows to COPY by a reader, of which the driver encodes each chunk by itself and so splits characters. */
final class CopyByReader {
    @Bean
    static BeanPostProcessor defect() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DedicatedConnections
                        ? answering("open", CopyByReader::ofConnection, bean)
                        : bean;
            }
        };
    }

    private static Object ofConnection(Object connection) {
        return answering("unwrap", driver -> answering("getCopyAPI", _ -> copies(driver), driver), connection);
    }

    private static Object answering(String method, UnaryOperator<Object> change, Object target) {
        var factory = new ProxyFactory(target);
        factory.addAdvice((MethodInterceptor) call -> call.getMethod().getName().equals(method)
                ? change.apply(Objects.requireNonNull(call.proceed()))
                : call.proceed());
        return factory.getProxy();
    }

    private static CopyManager copies(Object driver) {
        try {
            return new CopyManager((BaseConnection) driver) {
                @Override
                public long copyIn(String sql, InputStream rows) throws SQLException, IOException {
                    return copyIn(sql, new StringReader(new String(rows.readAllBytes(), UTF_8)));
                }
            };
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
