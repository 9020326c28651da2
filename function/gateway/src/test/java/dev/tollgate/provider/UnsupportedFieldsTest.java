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
    void aFieldThatCannotBeHonouredIsRefusedByName() {
        assertThatThrownBy(() -> new UnsupportedFields("claude", false).field("seed", "has no seed"))
                .isInstanceOf(GatewayException.class)
                .hasMessage("Unsupported parameter: 'seed': claude has no seed.")
                .hasFieldOrPropertyWithValue("kind", ErrorKind.UNSUPPORTED_PARAMETER)
                .hasFieldOrPropertyWithValue("param", "seed");
    }

    @Test
    void whereTheAliasAllowsItIsLeftOutAndTold() {
        UnsupportedFields unsupportedFields = new UnsupportedFields("claude", true);

        unsupportedFields.field("seed", "has no seed");
        unsupportedFields.field("seed", "has no seed");
        unsupportedFields.allBut(
                Set.of("stop"), Map.of("stop", TextNode.valueOf("x"), "audio", NullNode.getInstance()));
        unsupportedFields.allBut(Set.of(), Map.of("logit_bias", BooleanNode.TRUE));

        assertThat(unsupportedFields.fields()).containsExactly("seed", "logit_bias");
    }

    @Test
    void whatAsksNothingOfTheModelIsNeverRefusedButTold() {
        UnsupportedFields unsupportedFields = new UnsupportedFields("claude", false);

        unsupportedFields.allBut(Set.of(), Map.of("metadata", TextNode.valueOf("x")));

        assertThat(unsupportedFields.fields()).containsExactly("metadata");
    }
}
