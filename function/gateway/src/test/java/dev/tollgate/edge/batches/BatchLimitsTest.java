package dev.tollgate.edge.batches;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.provider.ModelTraits;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines whose limit of completion tokens is more than their target can write. */
@QuarkusTest
final class BatchLimitsTest extends BatchTest {
    private static final ModelTraits SMALL = new ModelTraits(null, null, null, null, 1_000, null, Set.of());
    private static final ModelTraits TERSE = new ModelTraits(null, null, null, null, null, 100, Set.of());

    @BeforeEach
    void aProviderWithBoundedModels() {
        routes.provider(
                provider("bounded", "openai", providers.uri("openai"), true, Map.of("small", SMALL, "terse", TERSE)));
    }

    @Test
    void eachLineGetsWhatItsOwnPromptLeaves() {
        String fits = line("a", "bounded/small", "Hi.");
        String large = line("b", "bounded/small", "Hi.").replace(":50,", ":5000,");
        String longer = line("c", "bounded/small", "Hi. ".repeat(100)).replace(":50,", ":5000,");

        created(client, fits, large, longer);

        List<Integer> limits = providers.bodies().stream()
                .map(body -> body.path("max_completion_tokens").asInt())
                .toList();
        assertThat(limits).hasSize(3);
        assertThat(limits.getFirst()).isEqualTo(50);
        assertThat(limits.get(1)).isBetween(900, 999);
        assertThat(limits.getLast()).isPositive().isLessThan(limits.get(1));
    }

    @Test
    void aResponseGetsTheLimitOfItsModel() {
        String line = """
                {"custom_id":"a","method":"POST","url":"/v1/responses",\
                "body":{"model":"bounded/terse","input":"Hi.","max_output_tokens":5000}}""";
        JsonNode file = upload(client, line).json();

        create(client, file.path("id").asText(), "/v1/responses");

        assertThat(providers.bodies().getFirst().path("max_output_tokens").asInt())
                .isEqualTo(100);
    }
}
