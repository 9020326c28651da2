package dev.tollgate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Tests one environment of Lambda Managed Instances with as many requests as the template sends it at a time. */
class ManagedInstanceIT extends FunctionFixture {
    /** What the template sets. infra/checks compares them. */
    private static final int CONCURRENCY = 64;

    /** So many events come, and so many responses end, at a time: DynamoDB Local is slower than DynamoDB. */
    private static final int WAVE = 7;

    private static final int ROUNDS = 3;

    /** A sixteenth of the smallest environment. */
    private static final String SMALL_HEAP = "-Xmx128m";

    private static final Pattern ID = Pattern.compile("/invocation/e([0-9]+)/response");
    private static final Pattern PROMPT = Pattern.compile("last of \\(e([0-9]+)\\)");

    @Test
    void itServesAllRequestsAtOnceMixesNoneAndKeepsNothingOfThem() throws Exception {
        start(Map.of("AWS_LAMBDA_MAX_CONCURRENCY", String.valueOf(CONCURRENCY), "JAVA_TOOL_OPTIONS", SMALL_HEAP));
        awaitPolls(CONCURRENCY);
        for (int round = 1; round <= ROUNDS; round++) {
            List<FakeRuntimeApi.Post> posts = fill(round);
            assertThat(provider.requests()).hasSize(round * CONCURRENCY);
            assertThat(api.pollsForNext(0)).isFalse();

            drain();

            for (FakeRuntimeApi.Post post : posts) {
                String response = post.whole();
                assertThat(response).contains("\"statusCode\":200").contains("data: [DONE]");
                assertThat(found(PROMPT, response))
                        .containsExactly(found(ID, response).getFirst());
            }
            assertThat(tables.usage()).isEqualTo(Collections.nCopies(round * CONCURRENCY, "settled 5"));
        }
        assertThat(function.alive()).isTrue();
        assertThat(function.output()).doesNotContain("ERROR");
    }

    /** Gives each worker an event. The first one is alone in a wave, because the function is cold. */
    private List<FakeRuntimeApi.Post> fill(int round) throws InterruptedException {
        List<FakeRuntimeApi.Post> posts = new ArrayList<>();
        for (int sent = 0; sent < CONCURRENCY; ) {
            int wave = sent == 0 ? 1 : Math.min(WAVE, CONCURRENCY - sent);
            for (int i = 0; i < wave; i++) {
                String id = "e" + (round * 1000 + sent++);
                event(id, 300, CHAT, REQUEST.replace("Go on.", "(" + id + ")" + "x".repeat(32 * 1024)));
            }
            for (int i = 0; i < wave; i++) {
                FakeRuntimeApi.Post post = api.post();
                assertThat(post.containing("first")).contains("first");
                posts.add(post);
            }
        }
        return posts;
    }

    /** Lets all responses end. A worker polls again when its call is settled. */
    private void drain() throws InterruptedException {
        for (int ended = 0; ended < CONCURRENCY; ended += WAVE) {
            int wave = Math.min(WAVE, CONCURRENCY - ended);
            provider.release(wave);
            awaitPolls(wave);
        }
    }

    private void awaitPolls(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            assertThat(api.pollsForNext(TIMEOUT_MILLIS)).isTrue();
        }
    }

    private static List<String> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        List<String> found = new ArrayList<>();
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
