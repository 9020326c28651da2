package dev.tollgate.fake;

import dev.tollgate.auth.CallerRegister;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A register of callers in memory. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryCallerRegister implements CallerRegister {
    private final Set<String> ids = ConcurrentHashMap.newKeySet();

    @Override
    public void seen(String callerId) {
        ids.add(callerId);
    }

    public Set<String> ids() {
        return ids;
    }
}
