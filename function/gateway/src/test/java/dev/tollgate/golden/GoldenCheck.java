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
    public void verify(Form form, GoldenOutcome seen) {
        assertThat(Canonical.text(seen.upstream()))
                .as("what the provider got")
                .isEqualTo(
                        Canonical.text(golden.api().upstream(golden.json("upstream.json"), form, golden.provider())));
        Head head = golden.head("answer.status");
        assertThat(seen.response().status()).as("status").isEqualTo(head.status());
        head.headers()
                .forEach((name, value) ->
                        assertThat(seen.response().header(name)).as(name).isEqualTo(value));
        if (seen.response().eventStream()) {
            assertThat(seen.response().body())
                    .as("answer.sse")
                    .isEqualTo(new String(golden.bytes("answer.sse"), StandardCharsets.UTF_8));
        } else {
            assertThat(Canonical.text(seen.response().json()))
                    .as("answer.json")
                    .isEqualTo(Canonical.text(golden.json("answer.json")));
        }
        assertThat(Canonical.text(seen.usage())).as("usage.json").isEqualTo(Canonical.text(golden.json("usage.json")));
    }

    /** The law: a streamed answer folds to the whole one. */
    public void verifyLaw() {
        assertThat(Canonical.text(golden.api().fold(golden.bytes("answer.sse"))))
                .as("the streamed answer, folded")
                .isEqualTo(Canonical.text(golden.json("answer.json")));
    }
}
