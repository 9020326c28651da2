package dev.tollgate;

import static dev.tollgate.GatewayCode.CODE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.ReferencedClassObject;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What Jackson reads or writes but nobody has registered works everywhere except in a native image. */
class ReflectionTest {
    @Test
    void whatJacksonReadsIsRegisteredForTheNativeImage() {
        Set<String> needed = new TreeSet<>();
        Stream.concat(wireRecords(), namedToJackson()).forEach(type -> addWithParts(type, needed));

        assertThat(needed).hasSizeGreaterThan(20);
        assertThat(registered())
                .as("name the missing ones in a @RegisterForReflection, as CompatibleRecords does")
                .containsAll(needed);
    }

    private static Set<String> registered() {
        return classes()
                .filter(type -> type.isAnnotationPresent(RegisterForReflection.class))
                .flatMap(ReflectionTest::registeredBy)
                .collect(Collectors.toSet());
    }

    private static Stream<String> registeredBy(Class<?> type) {
        RegisterForReflection list = type.getAnnotation(RegisterForReflection.class);
        if (list.targets().length == 0 && list.classNames().length == 0) {
            return Stream.of(type.getName());
        }
        return Stream.concat(Arrays.stream(list.targets()).map(Class::getName), Arrays.stream(list.classNames()));
    }

    /** What providers send is described in classes of this name. */
    private static Stream<Class<?>> wireRecords() {
        return classes()
                .filter(type -> type.getEnclosingClass() != null
                        && type.getEnclosingClass().getSimpleName().endsWith("Wire"))
                .filter(ReflectionTest::isData);
    }

    /** Whatever else is named, as {@code X.class}, where Jackson is at hand. */
    private static Stream<Class<?>> namedToJackson() {
        return CODE.stream()
                .filter(ReflectionTest::usesJackson)
                .flatMap(type -> type.getReferencedClassObjects().stream())
                .map(ReferencedClassObject::getRawType)
                .filter(type -> type.getName().startsWith("dev.tollgate."))
                .<Class<?>>map(JavaClass::reflect)
                .filter(ReflectionTest::isData);
    }

    private static boolean usesJackson(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> dependency.getTargetClass().getName().startsWith("com.fasterxml.jackson."));
    }

    private static void addWithParts(Class<?> type, Set<String> all) {
        if (!type.getName().startsWith("dev.tollgate.") || !all.add(type.getName())) {
            return;
        }
        readersAndWriters(type).forEach(reader -> all.add(reader.getName()));
        kinds(type).forEach(kind -> addWithParts(kind, all));
        if (type.isRecord()) {
            Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getGenericType)
                    .flatMap(ReflectionTest::classesIn)
                    .filter(ReflectionTest::isData)
                    .forEach(part -> addWithParts(part, all));
        }
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        Stream<Class<?>> sealed = type.isSealed() ? Arrays.stream(type.getPermittedSubclasses()) : Stream.empty();
        JsonSubTypes named = type.getAnnotation(JsonSubTypes.class);
        Stream<Class<?>> listed =
                named == null ? Stream.empty() : Arrays.stream(named.value()).map(JsonSubTypes.Type::value);
        return Stream.concat(sealed, listed);
    }

    private static Stream<Class<?>> readersAndWriters(Class<?> type) {
        JsonDeserialize reader = type.getAnnotation(JsonDeserialize.class);
        JsonSerialize writer = type.getAnnotation(JsonSerialize.class);
        return Stream.<Class<?>>concat(
                        reader == null ? Stream.empty() : Stream.of(reader.using()),
                        writer == null ? Stream.empty() : Stream.of(writer.using()))
                .filter(named -> named.getName().startsWith("dev.tollgate."));
    }

    private static Stream<Class<?>> classesIn(Type type) {
        return switch (type) {
            case Class<?> raw -> Stream.of(raw.isArray() ? raw.getComponentType() : raw);
            case ParameterizedType generic ->
                Arrays.stream(generic.getActualTypeArguments()).flatMap(ReflectionTest::classesIn);
            case WildcardType any -> Arrays.stream(any.getUpperBounds()).flatMap(ReflectionTest::classesIn);
            // Type is no closed set: its other kinds are variables, which stand for nothing to register.
            default -> Stream.empty();
        };
    }

    private static boolean isData(Class<?> type) {
        return type.isRecord() || type.isEnum() || type.isSealed();
    }

    private static Stream<Class<?>> classes() {
        return CODE.stream().filter(Predicate.not(JavaClass::isAnonymousClass)).map(JavaClass::reflect);
    }
}
