package dev.tollgate.admin;

import dev.tollgate.auth.ApiKey;
import dev.tollgate.auth.KeyHash;
import dev.tollgate.auth.RandomSecret;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.store.DocumentChangedException;
import dev.tollgate.store.RegisteredKey;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Creates keys for callers, and gives them new secrets. */
@Singleton
public final class KeyCreation {
    private static final Logger LOG = Logger.getLogger(KeyCreation.class);

    /** An old secret that nobody ends is one more that may leak. */
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(90);

    private final KeyDirectory keys;
    private final KeyReader reader;
    private final Clock clock;

    KeyCreation(KeyDirectory keys, KeyReader reader, Clock clock) {
        this.keys = keys;
        this.reader = reader;
        this.clock = clock;
    }

    /**
     * Creates a key.
     *
     * @param fields the fields of a key in a {@code tollgate.yaml} except {@code secret}, a line for each
     * @throws AdminException if there is such a key, or if its settings are wrong
     */
    public NewKey create(String id, String fields, ChangeAuthor author) {
        return create(id, fields, _ -> {}, author);
    }

    /**
     * The same.
     *
     * @param bounds refuses keys that the author may not create
     */
    public NewKey create(String id, String fields, Consumer<ApiKey> bounds, ChangeAuthor author) {
        return create(id, fields, bounds, author, known -> !keys.of(known).isEmpty());
    }

    /**
     * The same for one of many keys.
     *
     * @param exists whether there is a key with this id
     */
    public NewKey create(
            String id, String fields, Consumer<ApiKey> bounds, ChangeAuthor author, Predicate<String> exists) {
        String secret = RandomSecret.ofKey();
        ApiKey key = reader.read(id, fields, KeyHash.of(secret));
        bounds.accept(key);
        if (exists.test(id)) {
            throw existing(id, null);
        }
        if (keys.deleted(id)) {
            throw new AdminException(
                    AdminErrorKind.CONFLICT,
                    "There was a key " + id
                            + ", whose usage and stored responses a new one would see. Choose another id.");
        }
        try {
            RegisteredKey added = keys.add(key, author);
            return new NewKey(List.of(added), secret, key.expiredAt(clock.instant()), true);
        } catch (DocumentChangedException meanwhile) {
            throw existing(id, meanwhile);
        }
    }

    private static AdminException existing(String id, @Nullable DocumentChangedException meanwhile) {
        return new AdminException(
                AdminErrorKind.CONFLICT,
                "The key " + id + " already exists. Rotate it to give it a new secret.",
                meanwhile);
    }

    /**
     * Gives a key a new secret. Its id and settings stay.
     *
     * @param ofOneId all keys of an id, the current one first
     * @param oldUntil how long the old secrets still work; null to end them at once
     * @param shown gets the new secret before the old ones end: if it fails, somebody still has a secret that works
     */
    public NewKey rotate(
            List<RegisteredKey> ofOneId, @Nullable Instant oldUntil, ChangeAuthor author, Consumer<String> shown) {
        Instant now = clock.instant();
        if (oldUntil != null && (!oldUntil.isAfter(now) || oldUntil.isAfter(now.plus(LONGEST_OVERLAP)))) {
            throw AdminException.invalid(
                    "old_until", "an instant to come, within " + LONGEST_OVERLAP.toDays() + " days");
        }
        String secret = RandomSecret.ofKey();
        ApiKey key =
                ofOneId.getFirst().key().toBuilder().keyHash(KeyHash.of(secret)).build();
        RegisteredKey added = keys.addSecret(ofOneId.getFirst(), key, author);
        shown.accept(secret);
        List<OldSecret> old =
                ofOneId.stream().map(found -> retired(found, oldUntil, author)).toList();
        List<RegisteredKey> secrets = Stream.concat(
                        Stream.of(added), old.stream().flatMap(one -> one.rest().stream()))
                .toList();
        return new NewKey(secrets, secret, key.expiredAt(now), old.stream().allMatch(OldSecret::ended));
    }

    /** The old secret goes on if it cannot be ended: the author must get the new one all the same. */
    private OldSecret retired(RegisteredKey old, @Nullable Instant until, ChangeAuthor author) {
        try {
            return new OldSecret(keys.retire(old, until, author), true);
        } catch (GatewayException | DocumentChangedException failure) {
            LOG.errorf(
                    failure,
                    "An old secret of the key %s goes on as before",
                    old.key().id());
            return new OldSecret(Optional.of(old), false);
        }
    }

    /**
     * What a rotation leaves of an old secret.
     *
     * @param rest empty if it is removed
     * @param ended whether it ends as the author wants
     */
    private record OldSecret(Optional<RegisteredKey> rest, boolean ended) {}
}
