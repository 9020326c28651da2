package dev.tollgate.store;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Budget;
import dev.tollgate.auth.KeyBudgets;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The budgets of the keys in the config table. */
@ApplicationScoped
public class DynamoKeyBudgets implements KeyBudgets {
    private final DynamoKeyRegister register;

    DynamoKeyBudgets(DynamoKeyRegister register) {
        this.register = register;
    }

    /** While a secret is rotated, a key is there twice: the last one counts. */
    @Override
    public Map<String, List<Budget>> byKey() {
        return register.scanned().stream()
                .map(RegisteredKey::key)
                .filter(key -> !key.budgets().isEmpty())
                .collect(Collectors.toMap(ApiKey::id, ApiKey::budgets, (_, last) -> last));
    }
}
