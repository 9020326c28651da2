package dev.tollgate.auth;

import dev.tollgate.limit.RateLimits;
import dev.tollgate.openai.ContentRules;
import dev.tollgate.openai.RoutingRequirements;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a key setting by setting. {@link ApiKey} says what each one means. */
public final class ApiKeyBuilder {
    private String id;
    private KeyHash keyHash;
    private boolean disabled;
    private @Nullable Instant expires;
    private Set<String> aliases = Set.of();
    private RateLimits limits = RateLimits.UNLIMITED;
    private ApiKey.OnStoreFailure onStoreFailure = ApiKey.OnStoreFailure.DENY;
    private Map<String, String> tags = Map.of();
    private RoutingRequirements require = RoutingRequirements.NONE;
    private List<Budget> budgets = List.of();
    private boolean usageCost;
    private @Nullable Boolean dropUnsupported;
    private ContentRules content = ContentRules.NONE;
    private @Nullable Budget endUserBudget;

    ApiKeyBuilder(String id, KeyHash keyHash) {
        this.id = id;
        this.keyHash = keyHash;
    }

    ApiKeyBuilder(ApiKey key) {
        id = key.id();
        keyHash = key.keyHash();
        disabled = key.disabled();
        expires = key.expires();
        aliases = key.aliases();
        limits = key.limits();
        onStoreFailure = key.onStoreFailure();
        tags = key.tags();
        require = key.require();
        budgets = key.budgets();
        usageCost = key.usageCost();
        dropUnsupported = key.dropUnsupported();
        content = key.content();
        endUserBudget = key.endUserBudget();
    }

    public ApiKeyBuilder id(String value) {
        id = value;
        return this;
    }

    public ApiKeyBuilder keyHash(KeyHash value) {
        keyHash = value;
        return this;
    }

    public ApiKeyBuilder disabled(boolean value) {
        disabled = value;
        return this;
    }

    public ApiKeyBuilder expires(@Nullable Instant value) {
        expires = value;
        return this;
    }

    public ApiKeyBuilder aliases(Set<String> value) {
        aliases = value;
        return this;
    }

    public ApiKeyBuilder limits(RateLimits value) {
        limits = value;
        return this;
    }

    public ApiKeyBuilder onStoreFailure(ApiKey.OnStoreFailure value) {
        onStoreFailure = value;
        return this;
    }

    public ApiKeyBuilder tags(Map<String, String> value) {
        tags = value;
        return this;
    }

    public ApiKeyBuilder require(RoutingRequirements value) {
        require = value;
        return this;
    }

    public ApiKeyBuilder budgets(List<Budget> value) {
        budgets = value;
        return this;
    }

    public ApiKeyBuilder usageCost(boolean value) {
        usageCost = value;
        return this;
    }

    public ApiKeyBuilder dropUnsupported(@Nullable Boolean value) {
        dropUnsupported = value;
        return this;
    }

    public ApiKeyBuilder content(ContentRules value) {
        content = value;
        return this;
    }

    public ApiKeyBuilder endUserBudget(@Nullable Budget value) {
        endUserBudget = value;
        return this;
    }

    public ApiKey build() {
        return new ApiKey(
                id,
                keyHash,
                disabled,
                expires,
                aliases,
                limits,
                onStoreFailure,
                tags,
                require,
                budgets,
                usageCost,
                dropUnsupported,
                content,
                endUserBudget);
    }
}
