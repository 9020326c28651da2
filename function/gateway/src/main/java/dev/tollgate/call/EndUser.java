package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.SafeName;
import dev.tollgate.openai.EndUserFields;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ModelRequest;
import java.util.Map;
import java.util.Optional;

/** On whose behalf a client sends a request: the request's tag {@code end_user}, or else what its own fields say. */
public final class EndUser {
    private static final String TAG = "end_user";

    private EndUser() {}

    /**
     * The end user of a request of this key; empty if the key does not bound what they spend.
     *
     * @throws GatewayException {@code INVALID_VALUE} if the key does, and the request names none
     */
    public static Optional<String> of(ApiKey key, Map<String, String> requestTags, ModelRequest request) {
        return key.endUserBudget() == null
                ? Optional.empty()
                : Optional.of(named(requestTags, request).map(SafeName::of).orElseThrow(EndUser::missing));
    }

    private static Optional<String> named(Map<String, String> requestTags, ModelRequest request) {
        return Optional.ofNullable(requestTags.get(TAG)).or(() -> EndUserFields.of(request));
    }

    private static GatewayException missing() {
        return GatewayException.of(
                ErrorKind.INVALID_VALUE,
                EndUserFields.USER,
                "Each end user of this API key has a budget, so its requests must name one: in the field 'user', or in"
                        + " the tag 'end_user' of the header 'x-tollgate-tags'.");
    }
}
