package dev.tollgate.fake;

import dev.tollgate.config.TableProbe;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.List;

/** Tables in memory can always be used. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryTableProbe implements TableProbe {
    @Override
    public List<String> unusable() {
        return List.of();
    }
}
