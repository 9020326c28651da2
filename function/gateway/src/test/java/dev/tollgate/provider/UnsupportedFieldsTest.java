package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ErrorKind;
import dev.tollgate.openai.GatewayException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnsupportedFieldsTest {

    @Test
    void rejectsAnUnsupportedFieldByName() {
        assertThatThrownBy(() -> new UnsupportedFields("claude", DropPolicy.NOTHING).report("seed", "has no seed"))
                .isInstanceOf(GatewayException.class)
                .hasMessage("Unsupported parameter: 'seed': claude has no seed.")
                .hasFieldOrPropertyWithValue("kind", ErrorKind.UNSUPPORTED_PARAMETER)
                .hasFieldOrPropertyWithValue("param", "seed");
    }

    @Test
    void dropsAndListsUnsupportedFieldsWhereTheAliasAllowsIt() {
        UnsupportedFields unsupported = new UnsupportedFields("claude", DropPolicy.EVERYTHING);

        unsupported.report("seed", "has no seed");
        unsupported.report("seed", "has no seed");
        unsupported.reportAllExcept(
                Set.of("stop"), Map.of("stop", TextNode.valueOf("x"), "audio", NullNode.getInstance()));
        unsupported.reportAllExcept(Set.of(), Map.of("logit_bias", BooleanNode.TRUE));

        assertThat(unsupported.fields()).containsExactly("seed", "logit_bias");
    }

    @Test
    void dropsAndListsFieldsAboutTheRequestInAnyCase() {
        UnsupportedFields unsupported = new UnsupportedFields("claude", DropPolicy.NOTHING);

        unsupported.reportAllExcept(Set.of(), Map.of("metadata", TextNode.valueOf("x")));

        assertThat(unsupported.fields()).containsExactly("metadata");
    }

    @Test
    void dropsHintsByDefaultAndRejectsWhatChangesTheAnswer() {
        UnsupportedFields unsupported = new UnsupportedFields("claude", DropPolicy.HINTS);

        unsupported.report("seed", "has no seed");
        unsupported.report("messages[0].name", "has no names");
        unsupported.report("messages[7].name", "has no names");

        assertThat(unsupported.fields()).containsExactly("seed", "messages[].name");
        assertThatThrownBy(() -> unsupported.report("messages[2].content[0]", "takes no images"))
                .hasFieldOrPropertyWithValue("param", "messages[2].content[0]");
    }

    @Test
    void dropsWhatAnotherProviderWroteWhateverThePolicy() {
        UnsupportedFields unsupported = new UnsupportedFields("claude", DropPolicy.NOTHING);

        unsupported.drop("messages[1].extra_content");
        unsupported.drop("messages[3].extra_content");

        assertThat(unsupported.fields()).containsExactly("messages[].extra_content");
    }

    @Test
    void fieldsAtOpenAisDefaultAreNeitherRefusedNorNamed() {
        UnsupportedFields unsupported =
                new UnsupportedFields("claude", DropPolicy.NOTHING, Set.of("temperature", "tool_choice"));

        unsupported.report("temperature", "has no temperature");
        unsupported.reportAllExcept(Set.of(), Map.of("tool_choice", TextNode.valueOf("auto")));

        assertThat(unsupported.fields()).isEmpty();
    }
}
