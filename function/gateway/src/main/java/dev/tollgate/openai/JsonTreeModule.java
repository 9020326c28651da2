package dev.tollgate.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.DelegatingDeserializer;
import com.fasterxml.jackson.databind.deser.std.JsonNodeDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Makes a number that nobody can read a fault of its document. For an exponent of eleven digits, Jackson throws no
 * {@code IOException} where it reads a tree, but a {@code NumberFormatException}, which would otherwise be a bug of the gateway.
 */
public final class JsonTreeModule extends SimpleModule {
    private static final long serialVersionUID = 1;

    @Override
    public void setupModule(SetupContext setup) {
        setup.addDeserializers(new TreeDeserializers());
    }

    private static final class TreeDeserializers extends Deserializers.Base {
        @Override
        public JsonDeserializer<?> findTreeNodeDeserializer(
                Class<? extends JsonNode> type, DeserializationConfig config, BeanDescription description) {
            return new TreeDeserializer(JsonNodeDeserializer.getDeserializer(type));
        }
    }

    private static final class TreeDeserializer extends DelegatingDeserializer {
        private static final long serialVersionUID = 1;

        TreeDeserializer(JsonDeserializer<?> jacksons) {
            super(jacksons);
        }

        @Override
        protected JsonDeserializer<?> newDelegatingInstance(JsonDeserializer<?> jacksons) {
            return new TreeDeserializer(jacksons);
        }

        @Override
        public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            try {
                return super.deserialize(parser, context);
            } catch (NumberFormatException exponent) {
                throw JsonMappingException.from(parser, "a number cannot be read", exponent);
            }
        }
    }
}
