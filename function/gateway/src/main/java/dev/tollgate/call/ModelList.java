package dev.tollgate.call;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.Doorkeeper;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.route.Router;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Stream;

/** The names a caller may send as {@code model}. */
@ApplicationScoped
public class ModelList {
    private final Doorkeeper doorkeeper;
    private final Router router;

    ModelList(Doorkeeper doorkeeper, Router router) {
        this.doorkeeper = doorkeeper;
        this.router = router;
    }

    /**
     * A name to ask for.
     *
     * @param owner the provider, or {@code tollgate} for an alias
     */
    public record Entry(String name, String owner) {}

    /** What the key in this header may ask for: aliases first, each part in alphabetical order. */
    public Stream<Entry> list(String authorization) {
        ApiKey key = doorkeeper.identify(authorization);
        Stream<Entry> aliases = router.aliasNames().map(name -> new Entry(name, "tollgate"));
        Stream<Entry> models = router.models().map(model -> new Entry(model.toString(), model.provider()));
        return Stream.concat(aliases, models).filter(entry -> key.mayUse(entry.name()));
    }

    /**
     * One of them.
     *
     * @throws ChatFailure {@code MODEL_NOT_FOUND}, also for what exists but is not for this key
     */
    public Entry one(String authorization, String name) {
        return list(authorization)
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        ChatFailure.of(ErrorKind.MODEL_NOT_FOUND, "model", "The model '" + name + "' does not exist."));
    }
}
