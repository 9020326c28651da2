package dev.tollgate.fake;

import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.CallerTemplates;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Templates of callers that tests set by hand. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryCallerTemplates implements CallerTemplates {
    private final Map<String, CallerTemplate> templates = new ConcurrentHashMap<>();

    public void put(CallerTemplate template) {
        templates.put(template.team(), template);
    }

    @Override
    public Map<String, CallerTemplate> current() {
        return templates;
    }
}
