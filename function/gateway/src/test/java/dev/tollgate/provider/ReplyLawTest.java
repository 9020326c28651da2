package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.tollgate.openai.AnswerCodec;
import dev.tollgate.openai.CanonicalDigest;
import dev.tollgate.openai.ChatChunk;
import dev.tollgate.openai.ChatCompletion;
import dev.tollgate.openai.ChunkFold;
import dev.tollgate.openai.ChunkReplay;
import dev.tollgate.openai.ChunkShaper;
import dev.tollgate.openai.GatewayException;
import dev.tollgate.openai.ToolCall;
import dev.tollgate.provider.RandomReplies.Written;
import dev.tollgate.provider.bedrock.BedrockReplies;
import dev.tollgate.provider.claude.AnthropicReplies;
import dev.tollgate.provider.cohere.CohereReplies;
import dev.tollgate.provider.compatible.CompatibleReplies;
import dev.tollgate.provider.gemini.GeminiReplies;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules for the decoders of every kind, tested with random replies. All seeds are fixed, so a failure is reproducible. */
class ReplyLawTest {
    private static final int REPLIES = 150;
    private static final int BREAKS = 8;

    static Stream<RandomReplies> kinds() {
        return Stream.of(
                new AnthropicReplies(),
                new BedrockReplies(),
                new CohereReplies(),
                new CompatibleReplies(),
                new GeminiReplies());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aStreamFoldsToTheBufferedReplyHoweverItIsCut(RandomReplies kind) {
        for (int seed = 0; seed < REPLIES; seed++) {
            Random random = new Random(seed);
            Written reply = kind.next(random);
            Read whole = new Read(kind).whole(reply.whole());
            Read streamed = new Read(kind);
            pieces(reply.stream(), random).forEach(streamed::feed);

            assertThat(streamed.complete()).as("complete, seed %d", seed).isTrue();
            assertThat(streamed.completion()).as("seed %d", seed).isEqualTo(whole.completion());
        }
    }

    /** The response cache keeps a completion, and streams it to clients that request the same. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aKeptReplyIsReplayedAsItWas(RandomReplies kind) {
        for (int seed = 0; seed < REPLIES; seed++) {
            ChatCompletion whole =
                    new Read(kind).whole(kind.next(new Random(seed)).whole()).completion();
            ChatCompletion kept = AnswerCodec.chat(AnswerCodec.write(whole));
            ChunkFold fold = new ChunkFold();
            new ChunkReplay(kept, "id", 0).chunks().forEach(fold::add);

            ChatCompletion withItsOwnId = new ChatCompletion(
                    "chatcmpl-id", kept.object(), 0L, kept.model(), kept.choices(), kept.usage(), kept.extra());
            assertThat(fold.completion(kept.usage())).as("seed %d", seed).isEqualTo(withItsOwnId);
            assertThat(digest(kept)).as("seed %d", seed).isEqualTo(digest(whole));
        }
    }

    private static String digest(ChatCompletion completion) {
        return new CanonicalDigest().add("completion", completion).hex();
    }

    /** Clients concatenate what they receive, so a name that came twice would become one that is twice as long. */
    @ParameterizedTest
    @MethodSource("kinds")
    void onlyTheFirstPieceOfAToolCallHasItsName(RandomReplies kind) {
        for (int seed = 0; seed < REPLIES; seed++) {
            Read streamed = new Read(kind);
            streamed.feed(kind.next(new Random(seed)).stream());
            Set<List<Integer>> started = new HashSet<>();
            for (ChatChunk.Choice choice : streamed.choices) {
                for (ToolCall call : Objects.requireNonNullElse(choice.delta().toolCalls(), List.<ToolCall>of())) {
                    boolean first = started.add(List.of(choice.index(), call.index()));
                    String name =
                            call.function() == null ? null : call.function().name();
                    assertThat(Stream.of(call.id(), call.type(), name))
                            .as("seed %d: %s", seed, call)
                            .allMatch(value -> first ? value != null && !value.isEmpty() : value == null);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aCutStreamIsNotComplete(RandomReplies kind) {
        for (int seed = 0; seed < REPLIES; seed++) {
            Random random = new Random(seed);
            Written reply = kind.next(random);
            int end = random.nextInt(reply.completeFrom());
            Read cut = new Read(kind);
            cut.feed(Arrays.copyOf(reply.stream(), end));

            assertThat(cut.complete()).as("seed %d, cut at %d", seed, end).isFalse();
        }
    }

    /** Nobody waits for what would still come (Mesh-LLM/mesh-llm#214, perk11/large-model-proxy#22). */
    @ParameterizedTest
    @MethodSource("kinds")
    void aStreamThatIsDoneHasSaidEverything(RandomReplies kind) {
        int done = 0;
        for (int seed = 0; seed < REPLIES; seed++) {
            Written reply = kind.next(new Random(seed));
            Read streamed = new Read(kind);
            for (int i = 0; i < reply.stream().length && !streamed.done(); i++) {
                streamed.feed(new byte[] {reply.stream()[i]});
            }
            done += streamed.done() ? 1 : 0;
            assertThat(streamed.completion())
                    .as("seed %d", seed)
                    .isEqualTo(new Read(kind).whole(reply.whole()).completion());
        }
        // Gemini's stream has no last event.
        assertThat(done > 0).isEqualTo(!(kind instanceof GeminiReplies));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aCorruptReplyFailsWithAGatewayExceptionIfItFails(RandomReplies kind) {
        for (int seed = 0; seed < REPLIES; seed++) {
            Random random = new Random(seed);
            Written reply = kind.next(random);
            for (int i = 0; i < BREAKS; i++) {
                byte[] stream = kind.broken(reply.stream(), random);
                byte[] whole = RandomReplies.brokenText(reply.whole(), random);
                assertThatCode(() -> tolerate(() -> new Read(kind).feed(stream)))
                        .as(new String(stream, StandardCharsets.UTF_8))
                        .doesNotThrowAnyException();
                assertThatCode(() -> tolerate(() -> new Read(kind).whole(whole)))
                        .as(new String(whole, StandardCharsets.UTF_8))
                        .doesNotThrowAnyException();
            }
        }
    }

    private static void tolerate(Runnable reading) {
        try {
            reading.run();
        } catch (GatewayException failure) {
            assertThat(failure.getMessage()).isNotBlank();
        }
    }

    private static List<byte[]> pieces(byte[] bytes, Random random) {
        List<byte[]> pieces = new ArrayList<>();
        int longest = 1 + random.nextInt(400);
        for (int start = 0; start < bytes.length; ) {
            int end = Math.min(bytes.length, start + 1 + random.nextInt(longest));
            pieces.add(Arrays.copyOfRange(bytes, start, end));
            start = end;
        }
        return pieces;
    }

    /** Reads one reply as a call does. */
    private static final class Read {
        private final ReplyDecoder decoder;
        private final EventParser parser;
        private final ChunkShaper shaper = new ChunkShaper("id", 0, "model", false);
        private final ChunkFold fold = new ChunkFold();
        private final List<ChatChunk.Choice> choices = new ArrayList<>();

        Read(RandomReplies kind) {
            decoder = kind.adapter().decoder("model");
            parser = kind.adapter().events();
        }

        Read whole(byte[] body) {
            decoder.whole(body).forEach(this::pass);
            return this;
        }

        void feed(byte[] piece) {
            parser.feed(piece).forEach(event -> decoder.event(event).forEach(this::pass));
        }

        boolean complete() {
            return decoder.complete();
        }

        boolean done() {
            return decoder.done();
        }

        ChatCompletion completion() {
            decoder.end().forEach(this::pass);
            return fold.completion(shaper.usage());
        }

        private void pass(ChatChunk chunk) {
            shaper.shape(chunk).forEach(shaped -> {
                fold.add(shaped);
                choices.addAll(shaped.choices());
            });
        }
    }
}
