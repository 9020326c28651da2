package dev.tollgate.golden;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Compares what was seen with what the golden files say. */
public final class GoldenCheck {
    private final GoldenCase golden;

    /** For this case. */
    public GoldenCheck(GoldenCase golden) {
        this.golden = golden;
    }

    /** Fails where anything differs. */
    public void verify(RequestForm form, GoldenOutcome seen) {
        assertThat(CanonicalJson.text(seen.upstream()))
                .as("what the provider got")
                .isEqualTo(CanonicalJson.text(
                        golden.api().upstream(golden.json("upstream.json"), form, golden.provider())));
        GoldenHead head = golden.head("answer.status");
        assertThat(seen.response().status()).as("status").isEqualTo(head.status());
        head.headers()
                .forEach((name, value) ->
                        assertThat(seen.response().header(name)).as(name).isEqualTo(value));
        if (seen.response().eventStream()) {
            assertThat(seen.response().body())
                    .as("answer.sse")
                    .isEqualTo(new String(golden.bytes("answer.sse"), StandardCharsets.UTF_8));
        } else {
            assertThat(CanonicalJson.text(seen.response().json()))
                    .as("answer.json")
                    .isEqualTo(CanonicalJson.text(golden.json("answer.json")));
        }
        assertThat(CanonicalJson.text(seen.usage()))
                .as("usage.json")
                .isEqualTo(CanonicalJson.text(golden.json("usage.json")));
    }

    /** The law: a streamed answer folds to the whole one. */
    public void verifyLaw() {
        assertThat(CanonicalJson.text(golden.api().fold(golden.bytes("answer.sse"))))
                .as("the streamed answer, folded")
                .isEqualTo(CanonicalJson.text(golden.json("answer.json")));
    }
}
