package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.List;

/** The input of an embedding request: one text or several, as strings or as token numbers. */
@JsonDeserialize(using = EmbeddingInputReader.class)
public sealed interface EmbeddingInput {

    /** How many embeddings the caller requests. */
    int size();

    /** One text. */
    record Text(@JsonValue String text) implements EmbeddingInput {
        @Override
        public int size() {
            return 1;
        }
    }

    /** Several texts. */
    record Texts(@JsonValue List<String> texts) implements EmbeddingInput {
        public Texts {
            texts = List.copyOf(texts);
        }

        @Override
        public int size() {
            return texts.size();
        }
    }

    /** One text, as tokens. */
    record Tokens(@JsonValue List<Integer> tokens) implements EmbeddingInput {
        public Tokens {
            tokens = List.copyOf(tokens);
        }

        @Override
        public int size() {
            return 1;
        }
    }

    /** Several texts, as tokens. */
    record TokenLists(@JsonValue List<List<Integer>> lists) implements EmbeddingInput {
        public TokenLists {
            lists = List.copyOf(lists);
        }

        @Override
        public int size() {
            return lists.size();
        }
    }
}
