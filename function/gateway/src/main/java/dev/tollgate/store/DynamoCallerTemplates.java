package dev.tollgate.store;

import dev.tollgate.auth.CallerTemplate;
import dev.tollgate.auth.CallerTemplates;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The templates of callers with a token, in the config table. */
@ApplicationScoped
public class DynamoCallerTemplates implements CallerTemplates {
    private final DynamoPlan plan;

    DynamoCallerTemplates(DynamoPlan plan) {
        this.plan = plan;
    }

    @Override
    public Map<String, CallerTemplate> current() {
        return plan.callers();
    }
}
