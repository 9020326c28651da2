package dev.tollgate.fake;

import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.storedresponse.EventBatch;
import dev.tollgate.storedresponse.ResponseName;
import dev.tollgate.storedresponse.ResponseRecord;
import dev.tollgate.storedresponse.ResponseStatus;
import dev.tollgate.storedresponse.StoredResponses;
import io.quarkus.arc.properties.IfBuildProperty;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Stored responses in maps, which forget none by themselves. */
@IfBuildProperty(name = WithoutStore.SETTING, stringValue = WithoutStore.NONE, enableIfMissing = true)
@Singleton
@Alternative
@Priority(1)
public class InMemoryStoredResponses implements StoredResponses {
    private final Map<ResponseName, ResponseRecord> responses = new HashMap<>();
    private final Map<ResponseName, String> begunBy = new HashMap<>();
    private final Map<ResponseName, List<EventBatch>> events = new HashMap<>();
    private final Map<ResponseName, SealedRequest> requests = new HashMap<>();
    private final Clock clock;
    private boolean down;

    private record SealedRequest(byte[] secret, byte[] request) {}

    public InMemoryStoredResponses(Clock clock) {
        this.clock = clock;
    }

    /** Whether the store fails from now on. */
    public synchronized void down(boolean isDown) {
        down = isDown;
    }

    /** All responses that are stored. */
    public synchronized List<ResponseRecord> all() {
        return List.copyOf(responses.values());
    }

    /** How many batches of events are kept. */
    public synchronized int batches() {
        return events.values().stream().mapToInt(List::size).sum();
    }

    /** Forgets everything. */
    public synchronized void clear() {
        responses.clear();
        begunBy.clear();
        events.clear();
        requests.clear();
        down = false;
    }

    @Override
    public synchronized Optional<ResponseRecord> find(ResponseName name, LongConsumer room) {
        requireUp();
        Optional<ResponseRecord> found = inForce(name);
        found.ifPresent(response -> room.accept(response.document().length));
        return found;
    }

    private Optional<ResponseRecord> inForce(ResponseName name) {
        requireUp();
        return Optional.ofNullable(responses.get(name))
                .filter(response -> clock.instant().isBefore(response.expiresAt()));
    }

    @Override
    public synchronized Map<String, ResponseRecord> findAll(String keyId, List<String> ids, LongConsumer room) {
        requireUp();
        return ids.stream()
                .flatMap(id -> find(new ResponseName(keyId, id), room).stream())
                .collect(Collectors.toMap(found -> found.name().id(), found -> found));
    }

    @Override
    public synchronized Optional<ResponseStatus> status(ResponseName name) {
        return inForce(name).map(found -> found.statusAt(clock.instant()));
    }

    /** As it was written, which decides what may be written next. */
    private Optional<ResponseStatus> written(ResponseName name) {
        return inForce(name).map(ResponseRecord::status);
    }

    @Override
    public synchronized void put(ResponseRecord response) {
        requireUp();
        responses.put(response.name(), response);
    }

    @Override
    public synchronized boolean begin(ResponseName name, String token, Instant deadline) {
        Optional<ResponseStatus> status = written(name);
        if (status.equals(Optional.of(ResponseStatus.QUEUED))) {
            begunBy.put(name, token);
            set(name, ResponseStatus.IN_PROGRESS);
            return true;
        }
        return status.equals(Optional.of(ResponseStatus.IN_PROGRESS)) && token.equals(begunBy.get(name));
    }

    @Override
    public synchronized boolean finish(ResponseRecord response) {
        boolean running = written(response.name()).equals(Optional.of(ResponseStatus.IN_PROGRESS));
        if (running) {
            responses.put(response.name(), response);
        }
        return running;
    }

    @Override
    public synchronized boolean cancel(ResponseName name) {
        Optional<ResponseStatus> status = written(name);
        boolean possible = status.isPresent() && (!status.get().ended() || status.get() == ResponseStatus.CANCELLED);
        if (possible) {
            set(name, ResponseStatus.CANCELLED);
        }
        return possible;
    }

    private void set(ResponseName name, ResponseStatus status) {
        responses.computeIfPresent(name, (_, found) -> found.with(status, found.document()));
    }

    @Override
    public synchronized void delete(ResponseRecord response) {
        requireUp();
        responses.remove(response.name());
        events.remove(response.name());
        requests.remove(response.name());
    }

    @Override
    public synchronized void keep(ResponseName name, EventBatch batch, Instant expiresAt) {
        requireUp();
        List<EventBatch> batches = events.computeIfAbsent(name, _ -> new ArrayList<>());
        if (batch.number() != batches.size()) {
            throw new IllegalStateException("batch " + batch.number() + " comes after " + batches.size());
        }
        batches.add(batch);
    }

    @Override
    public synchronized Optional<EventBatch> events(ResponseName name, int number) {
        requireUp();
        List<EventBatch> batches = events.getOrDefault(name, List.of());
        return number < batches.size() ? Optional.of(batches.get(number)) : Optional.empty();
    }

    @Override
    public synchronized void keepRequest(ResponseName name, byte[] secret, byte[] request, Instant expiresAt) {
        requireUp();
        requests.put(name, new SealedRequest(secret.clone(), request.clone()));
    }

    @Override
    public synchronized Optional<byte[]> request(ResponseName name, byte[] secret) {
        requireUp();
        return Optional.ofNullable(requests.get(name))
                .filter(found -> Arrays.equals(found.secret(), secret))
                .map(SealedRequest::request);
    }

    private void requireUp() {
        if (down) {
            throw new GatewayException(ErrorKind.STORE_UNAVAILABLE, "The store does not answer.");
        }
    }
}
