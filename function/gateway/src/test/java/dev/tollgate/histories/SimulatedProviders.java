package dev.tollgate.histories;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.upstream.FakeUpstream;
import dev.tollgate.upstream.ReceivedRequest;
import dev.tollgate.upstream.Replies;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Phaser;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All providers of a history, with a ledger of their own. What becomes of an attempt follows from the seed alone. */
final class SimulatedProviders implements AutoCloseable {
    private static final Pattern NUMBER = Pattern.compile("request (\\d+) ");
    /** A model of this name keeps within the worst case. */
    static final String MODEST = "modest";
    /** Longer than the gateways wait for a first byte. */
    private static final Duration HANG = Duration.ofMillis(400);

    /** By which a judge's request is known. */
    private static final int TOKENS_OF_A_JUDGE = 8;

    private static final Duration BETWEEN_WORDS = Duration.ofMillis(1);

    private final long seed;
    private final FakeUpstream server;
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Queue<BilledAttempt> ledger = new ConcurrentLinkedQueue<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Phaser underWay = new Phaser(1);

    SimulatedProviders(long seed) {
        this.seed = seed;
        this.server = new FakeUpstream(this::answer);
    }

    URI uri(String provider) {
        return server.uri(provider);
    }

    /** What was delivered, once every provider has written down how far it came. */
    List<BilledAttempt> ledger() {
        over.countDown();
        underWay.arriveAndAwaitAdvance();
        return List.copyOf(ledger);
    }

    @Override
    public void close() {
        over.countDown();
        server.close();
    }

    /**
     * Closes the connection behind each answer. The JDK's client closes the connection of a request that is cancelled, even
     * if the answer was there a moment ago and another request has taken the connection over: that one breaks, and nobody
     * knows what was billed for it.
     */
    private void answer(HttpExchange exchange, ReceivedRequest received) throws IOException {
        underWay.register();
        try {
            exchange.getResponseHeaders().set("connection", "close");
            deliver(exchange, received);
        } finally {
            underWay.arriveAndDeregister();
        }
    }

    private void deliver(HttpExchange exchange, ReceivedRequest received) throws IOException {
        JsonNode body = JsonCodec.mapper().readTree(received.body());
        String provider = received.path().substring(1, received.path().indexOf('/', 1));
        String target = provider + "/" + body.path("model").asText();
        boolean anthropic = received.path().endsWith("/messages");
        AttemptScript.Question question = question(body, received, anthropic);
        int time = asked.computeIfAbsent(question.number() + " " + target, _ -> new AtomicInteger())
                .getAndIncrement();
        SeededChance dice = SeededChance.of(seed, "attempt", question.number(), target, time);
        BilledAttempt delivery = new BilledAttempt(target, question, AttemptScript.any(dice, question));
        ledger.add(delivery);
        deliver(exchange, wire(delivery, anthropic), delivery);
    }

    private static ProviderWire wire(BilledAttempt delivery, boolean anthropic) {
        if (delivery.question().embeds()) {
            return new EmbeddingWire();
        }
        return anthropic
                ? new AnthropicWire()
                : new OpenAiWire(delivery.script().tierAtOnce());
    }

    private static AttemptScript.Question question(JsonNode body, ReceivedRequest received, boolean coarse) {
        Matcher number = NUMBER.matcher(received.body());
        if (!number.find()) {
            throw new IllegalStateException("a request of no history: " + received.body());
        }
        int most =
                body.path("max_completion_tokens").asInt(body.path("max_tokens").asInt(0));
        int characters =
                body.path("messages").path(0).path("content").toString().length();
        return new AttemptScript.Question(
                Integer.parseInt(number.group(1)),
                body.path("stream").asBoolean(),
                characters,
                most,
                coarse,
                body.path("model").asText().equals(MODEST),
                received.path().endsWith("/embeddings")
                        ? AttemptScript.Kind.EMBEDDING
                        : most == TOKENS_OF_A_JUDGE ? AttemptScript.Kind.TIER : AttemptScript.Kind.ANSWER);
    }

    private void deliver(HttpExchange exchange, ProviderWire wire, BilledAttempt delivery) throws IOException {
        AttemptScript script = delivery.script();
        switch (script.act()) {
            case REFUSE -> Replies.status(script.status(), wire.failure(false)).answer(exchange, null);
            case HANG -> hang();
            case ANSWER, ANSWER_UNCOUNTED, FAIL, FAIL_TOLD, CUT, CUT_TOLD, HANG_TOLD -> {
                if (delivery.question().streamed()) {
                    stream(Replies.begin(exchange), wire, delivery);
                } else {
                    whole(exchange, wire, delivery);
                }
            }
        }
    }

    private void stream(OutputStream body, ProviderWire wire, BilledAttempt delivery) throws IOException {
        AttemptScript script = delivery.script();
        ReportedUsage reported = script.act() == AttemptScript.Act.ANSWER_UNCOUNTED ? null : script.reported();
        Replies.write(body, wire.opening(reported));
        if (script.reportedFirst()) {
            report(body, wire, delivery);
        }
        if (script.act() == AttemptScript.Act.FAIL || script.act() == AttemptScript.Act.FAIL_TOLD) {
            Replies.write(body, wire.failure(true));
            return;
        }
        for (int word = 0; word < script.words(); word++) {
            Replies.write(body, wire.word("so ", reported));
            delivery.say();
            if (word == 0 && !script.reportedFirst() && wire.reportedByOpening(reported) != null) {
                delivery.report(wire.reportedByOpening(reported));
            }
            Replies.await(over, BETWEEN_WORDS);
        }
        if (script.act() == AttemptScript.Act.HANG_TOLD) {
            hang();
        }
        if (!script.whole()) {
            throw new IOException("broken, as the history wants it");
        }
        Replies.write(body, wire.ending(reported));
        if (reported != null) {
            delivery.report(reported);
        }
    }

    private static void report(OutputStream body, ProviderWire wire, BilledAttempt delivery) throws IOException {
        Replies.write(body, wire.count(delivery.script().reported()));
        delivery.report(delivery.script().reported());
    }

    private void whole(HttpExchange exchange, ProviderWire wire, BilledAttempt delivery) throws IOException {
        AttemptScript script = delivery.script();
        ReportedUsage reported = script.act() == AttemptScript.Act.ANSWER_UNCOUNTED ? null : script.reported();
        boolean fails = script.act() == AttemptScript.Act.FAIL || script.act() == AttemptScript.Act.FAIL_TOLD;
        byte[] text =
                (fails ? wire.failure(false) : wire.whole(words(delivery), reported)).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("content-type", "application/json");
        exchange.sendResponseHeaders(200, text.length);
        OutputStream body = exchange.getResponseBody();
        if (!script.whole() && !fails) {
            body.write(text, 0, text.length / 2);
            body.flush();
            if (script.act() == AttemptScript.Act.HANG_TOLD) {
                hang();
            }
            throw new IOException("broken, as the history wants it");
        }
        body.write(text);
        body.flush();
        if (!fails && reported != null) {
            delivery.report(reported);
        }
    }

    /** A judge names a tier, or says something else. */
    private static String words(BilledAttempt delivery) {
        int words = delivery.script().words();
        return delivery.question().kind() == AttemptScript.Kind.TIER && words < 5
                ? String.valueOf(1 + words % 2)
                : "so ".repeat(words);
    }

    private void hang() throws IOException {
        Replies.await(over, HANG);
        throw new IOException("nobody waits so long");
    }
}
