package dev.tollgate.histories;

import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Makes a gateway's beans as the container does, each once: by their only constructor, or by the one that is marked. So there
 * can be several gateways in one process, which share nothing.
 */
final class BeanContainer {
    private final Map<Class<?>, Object> made = new HashMap<>();
    private final Map<Class<?>, Class<?>> implementations = new HashMap<>();
    private final Map<Class<?>, Function<Object, Object>> around = new HashMap<>();

    /** This type is this object. */
    <T> BeanContainer with(Class<T> type, T bean) {
        made.put(type, bean);
        return this;
    }

    /** This port has this implementation. */
    <T> BeanContainer port(Class<T> port, Class<? extends T> implementation) {
        implementations.put(port, implementation);
        return this;
    }

    /** The same, with something around it. */
    <T> BeanContainer port(Class<T> port, Class<? extends T> implementation, Function<T, T> wrapping) {
        around.put(port, bean -> wrapping.apply(port.cast(bean)));
        return port(port, implementation);
    }

    <T> T get(Class<T> type) {
        Object bean = made.get(type);
        if (bean == null) {
            bean = implementations.containsKey(type)
                    ? around.getOrDefault(type, Function.identity()).apply(get(implementations.get(type)))
                    : make(type);
            made.put(type, bean);
        }
        return type.cast(bean);
    }

    private Object make(Class<?> type) {
        Constructor<?> constructor = constructor(type);
        Object[] parameters = Arrays.stream(constructor.getParameterTypes())
                .map(parameter -> (Object) get(parameter))
                .toArray();
        try {
            constructor.setAccessible(true);
            return constructor.newInstance(parameters);
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException(type + " cannot be made", failed.getCause());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(type + " cannot be made", impossible);
        }
    }

    private static Constructor<?> constructor(Class<?> type) {
        Constructor<?>[] all = type.getDeclaredConstructors();
        if (type.isInterface() || all.length == 0) {
            throw new IllegalStateException("no implementation is named for " + type);
        }
        return Arrays.stream(all)
                .filter(constructor -> all.length == 1 || constructor.isAnnotationPresent(Inject.class))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(type + " has several constructors, and none is marked"));
    }
}
