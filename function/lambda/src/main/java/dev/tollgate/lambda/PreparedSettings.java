package dev.tollgate.lambda;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.configuration.AbstractConfigBuilder;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SmallRyeConfigBuilder.MappingBuilder;
import io.smallrye.config.SmallRyeConfigBuilderCustomizer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Reads Quarkus' own settings when the image is built, because reading them takes a good part of a cold call's CPU time
 * (docs/benchmarks.md). If one of them is set from outside, they are all read at the start. The gateway's settings always are.
 */
public final class PreparedSettings implements SmallRyeConfigBuilderCustomizer {
    private static final String PREFIX = "quarkus";

    /** It has values of Lambda's own variables. */
    private static final String LOG = "quarkus.log";

    private static final Map<ConfigClass, Object> PREPARED =
            ImageMode.current() == ImageMode.NATIVE_BUILD ? read() : Map.of();

    private static Map<ConfigClass, Object> read() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
        AbstractConfigBuilder.withCustomizer(builder, "io.quarkus.runtime.generated.RunTimeConfig");
        SmallRyeConfig config = builder.build();
        Set<ConfigClass> all = new HashSet<>(builder.getMappingsBuilder().getMappings());
        Map<ConfigClass, Object> prepared = new HashMap<>();
        all.stream()
                .filter(settings -> isOfQuarkus(settings.getPrefix())
                        && !settings.getPrefix().equals(LOG))
                .forEach(settings ->
                        prepared.put(settings, config.getConfigMapping(settings.getType(), settings.getPrefix())));
        return Map.copyOf(prepared);
    }

    @Override
    public void configBuilder(SmallRyeConfigBuilder builder) {
        if (ImageMode.current() == ImageMode.NATIVE_RUN && !isSetFromOutside()) {
            MappingBuilder mappings = builder.getMappingsBuilder();
            mappings.getMappings().removeAll(PREPARED.keySet());
            mappings.getMappingsInstances().putAll(PREPARED);
        }
    }

    /** Whether a variable of the environment, or an option of the command, is a setting of Quarkus. */
    private static boolean isSetFromOutside() {
        return System.getenv().keySet().stream().anyMatch(PreparedSettings::isOfQuarkus)
                || System.getProperties().keySet().stream().anyMatch(name -> isOfQuarkus((String) name));
    }

    private static boolean isOfQuarkus(String name) {
        return name.regionMatches(true, 0, PREFIX, 0, PREFIX.length());
    }

    /** The last of all, when the settings to be read are known. */
    @Override
    public int priority() {
        return Integer.MAX_VALUE;
    }
}
