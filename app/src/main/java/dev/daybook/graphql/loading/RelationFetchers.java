package dev.daybook.graphql.loading;

import static java.lang.invoke.MethodType.methodType;

import graphql.TrivialDataFetcher;
import graphql.schema.DataFetcher;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.util.function.BiFunction;
import org.dataloader.DataLoader;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.graphql.execution.SelfDescribingDataFetcher;
import org.springframework.stereotype.Component;

/**
 * Data fetchers of relations that call their controller directly. Spring's resolve the method and its parameters anew for
 * each object of a page, which costs more than the relation.
 */
@Component
public class RelationFetchers {
    private final BeanFactory beans;

    RelationFetchers(BeanFactory beans) {
        this.beans = beans;
    }

    /** A direct fetcher for a controller's method whose parameters are an object and a batch loader, or else the same. */
    public DataFetcher<?> direct(DataFetcher<?> fetcher) {
        var method = fetcher instanceof SelfDescribingDataFetcher<?> mapped ? mapped.asMethod() : null;
        return method != null && isRelation(method) ? of(method) : fetcher;
    }

    private static boolean isRelation(Method method) {
        var types = method.getParameterTypes();
        return types.length == 2 && method.getParameterAnnotations()[0].length == 0 && types[1] == DataLoader.class;
    }

    /** Trivial, since it needs none of the thread's context, which would be set and reset for each object. */
    private TrivialDataFetcher<?> of(Method method) {
        var relation = relation(method);
        var loader = method.getParameters()[1].getName();
        return field -> relation.apply(field.getSource(), BatchLoaders.of(loader, field));
    }

    @SuppressWarnings("unchecked")
    private BiFunction<Object, DataLoader<?, ?>, Object> relation(Method method) {
        var controller = method.getDeclaringClass();
        try {
            return MethodHandleProxies.asInterfaceInstance(
                    BiFunction.class,
                    MethodHandles.privateLookupIn(controller, MethodHandles.lookup())
                            .unreflect(method)
                            .bindTo(beans.getBean(controller))
                            .asType(methodType(Object.class, Object.class, Object.class)));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot call " + method, e);
        }
    }
}
