package dev.tollgate.tiering;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.fake.SampleRequests;
import dev.tollgate.openai.ChatRequest;
import dev.tollgate.openai.JsonCodec;
import dev.tollgate.route.PromptComplexity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A prompt of our own, and where people would send it.
 *
 * @param tier {@code simple} or {@code complex}
 * @param half {@code training} where the classifier was made with a look at it; {@code held out} where it was not; {@code probe}
 *     for hard ones written in order to be taken for simple, after it was made
 * @param request a question alone, or a whole request with instructions, tools and what was said before
 */
record LabelledPrompt(String tier, String half, ChatRequest request) {
    /** Where {@code complex} begins unless an alias says otherwise. */
    static final double COMPLEX_FROM = 0.4;

    private static final Path FILE =
            Path.of(System.getProperty("dev.tollgate.root"), "load-tests/classifier/prompts.jsonl");

    static List<LabelledPrompt> all() throws IOException {
        try (Stream<String> lines = Files.lines(FILE)) {
            return lines.map(LabelledPrompt::of).toList();
        }
    }

    boolean complex() {
        return tier.equals("complex");
    }

    PromptComplexity judged() {
        return ComplexityClassifier.classify(request);
    }

    /** The last message, for people to read. */
    String prompt() {
        return JsonCodec.mapper().valueToTree(request.messages().getLast()).toString();
    }

    boolean judgedComplex() {
        return judged().score() >= COMPLEX_FROM;
    }

    static ChatRequest question(String prompt) {
        return SampleRequests.of(prompt);
    }

    private static LabelledPrompt of(String line) {
        try {
            JsonNode node = JsonCodec.mapper().readTree(line);
            return new LabelledPrompt(
                    node.path("tier").asText(),
                    node.path("half").asText(),
                    node.has("request")
                            ? JsonCodec.mapper().treeToValue(node.path("request"), ChatRequest.class)
                            : question(node.path("prompt").asText()));
        } catch (IOException wrong) {
            throw new IllegalArgumentException(line, wrong);
        }
    }
}
