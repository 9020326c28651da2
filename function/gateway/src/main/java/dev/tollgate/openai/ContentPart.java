package dev.tollgate.openai;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.tollgate.parse.DataUri;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message's content. A part of an unknown type is kept whole as {@link Other}. The edge rejects a part without
 * the fields that its type requires.
 */
@JsonTypeInfo(
        use = JsonTypeInfo.Id.NAME,
        include = JsonTypeInfo.As.EXISTING_PROPERTY,
        property = "type",
        visible = true,
        defaultImpl = ContentPart.Other.class)
@JsonSubTypes({
    @JsonSubTypes.Type(value = ContentPart.Text.class, name = "text"),
    @JsonSubTypes.Type(value = ContentPart.Image.class, name = "image_url"),
    @JsonSubTypes.Type(value = ContentPart.File.class, name = "file")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface ContentPart {

    /** The part's {@code type}. */
    String type();

    /** Text. */
    record Text(
            String type,
            String text,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) implements ContentPart {
        public Text {
            extra = ExtraFields.of(extra);
        }
    }

    /** An image by its {@code https:} or {@code data:} URL. */
    record Image(
            String type,
            @JsonProperty("image_url") ImageUrl imageUrl,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra)
            implements ContentPart {
        public Image {
            extra = ExtraFields.of(extra);
        }
    }

    /** The URL of an image, and the resolution at which the model reads it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ImageUrl(
            String url,
            @Nullable String detail,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        @JsonCreator
        public ImageUrl {
            extra = ExtraFields.of(extra);
        }

        /** Mistral's clients send the URL without an object around it (https://docs.mistral.ai/capabilities/vision). */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        static ImageUrl of(String url) {
            return new ImageUrl(url, null, Map.of());
        }
    }

    /** A document, such as a PDF. */
    record File(
            String type,
            FileSource file,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) implements ContentPart {
        public File {
            extra = ExtraFields.of(extra);
        }
    }

    /**
     * The source of a document.
     *
     * @param fileData a {@code data:} URI, or a URL
     * @param fileId the provider's id of an uploaded file
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FileSource(
            @JsonProperty("file_data") @Nullable String fileData,
            @JsonProperty("file_id") @Nullable String fileId,
            @Nullable String filename,
            @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) {
        public FileSource {
            fileData = fileData == null ? null : DataUri.whole(fileData);
            extra = ExtraFields.of(extra);
        }
    }

    /** A part of any other type, with all its fields. */
    record Other(String type, @JsonAnySetter @JsonAnyGetter Map<String, JsonNode> extra) implements ContentPart {
        public Other {
            extra = ExtraFields.of(extra);
        }
    }
}
