package dev.tollgate.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.tollgate.openai.ChatFailure;
import dev.tollgate.openai.ErrorKind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnsupportedTest {

    @Test
    void aFieldThatCannotBeHonouredIsRefusedByName() {
        assertThatThrownBy(() -> new Unsupported("claude", false).field("seed", "has no seed"))
                .isInstanceOf(ChatFailure.class)
                .hasMessage("Unsupported parameter: 'seed': claude has no seed.")
                .hasFieldOrPropertyWithValue("kind", ErrorKind.UNSUPPORTED_PARAMETER)
                .hasFieldOrPropertyWithValue("param", "seed");
    }

    @Test
    void whereTheAliasAllowsItIsLeftOutAndTold() {
        Unsupported unsupported = new Unsupported("claude", true);

        unsupported.field("seed", "has no seed");
        unsupported.field("seed", "has no seed");
        unsupported.allBut(Set.of("stop"), Map.of("stop", TextNode.valueOf("x"), "audio", NullNode.getInstance()));
        unsupported.allBut(Set.of(), Map.of("logit_bias", BooleanNode.TRUE));

        assertThat(unsupported.fields()).containsExactly("seed", "logit_bias");
    }

    @Test
    void whatAsksNothingOfTheModelIsNeverRefusedButTold() {
        Unsupported unsupported = new Unsupported("claude", false);

        unsupported.allBut(Set.of(), Map.of("metadata", TextNode.valueOf("x")));

        assertThat(unsupported.fields()).containsExactly("metadata");
    }
}
