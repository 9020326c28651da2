package dev.tollgate.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms are read as RFC 7578 says, and what is no form is refused. */
final class MultipartFormTest {
    private static final String FORM = String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"model\"",
            "",
            "m",
            "--b  ",
            "Content-Type: audio/mpeg",
            "content-disposition: form-data; filename=\"a \\\"b\\\".mp3\"; name=file",
            "X-Other: 1",
            "",
            "",
            "--cx",
            "",
            "--b--",
            "epilogue");

    @Test
    void aFormHasItsPartsInOrderWithEachByteOfTheirContents() {
        List<FormPart> parts = read(FORM);
        assertThat(parts).extracting(FormPart::name).containsExactly("model", "file");
        assertThat(parts.getFirst().text()).isEqualTo("m");
        assertThat(parts.getFirst().isFile()).isFalse();
        assertThat(parts.getLast().filename()).isEqualTo("a \"b\".mp3");
        assertThat(parts.getLast().contentType()).isEqualTo("audio/mpeg");
        assertThat(parts.getLast().text()).isEqualTo("\r\n--cx\r\n");
    }

    /** So that a request sent again has the same bytes, and no part can end itself. */
    @Test
    void aBoundaryIsThatOfItsParts() {
        FormPart part = FormPart.text("a", "1");
        String boundary = MultipartForm.boundaryOf(List.of(part));

        assertThat(MultipartForm.boundaryOf(List.of(FormPart.text("a", "1")))).isEqualTo(boundary);
        assertThat(MultipartForm.boundaryOf(List.of(part.with(("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8)))))
                .isNotEqualTo(boundary);
        assertThat(MultipartForm.boundary(MultipartForm.contentType(boundary))).hasValue(boundary);
    }

    @Test
    void whatIsWrittenIsReadAgain() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            byte[] content = new byte[random.nextInt(64)];
            for (int i = 0; i < content.length; i++) {
                content[i] = (byte) "\r\n-bc\0".charAt(random.nextInt(6));
            }
            FormPart file = new FormPart("file", "f", "audio/wav", content);
            List<FormPart> parts = List.of(FormPart.text("a", "1"), file);
            String boundary = MultipartForm.boundaryOf(parts);
            FormPart again = MultipartForm.read(MultipartForm.write(parts, boundary), boundary, 2)
                    .getLast();
            assertThat(Arrays.equals(again.content(), content)).isTrue();
        }
    }

    /** Otherwise, a policy would look for values in another text than a provider reads. */
    @ParameterizedTest
    @CsvSource({"text/plain; charset=utf-16le,UTF-16LE", "text/plain;charset=\"UTF-16\",UTF-8", "text/plain,UTF-16"})
    void aFieldInAnotherEncodingIsRefused(String contentType, String charset) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> field(contentType, charset))
                .withMessage("the part 'prompt' is not in UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "text/plain; charset=UTF-8", "application/json; charset=utf8; a=\"b\""})
    void aFieldNeedsNoContentType(String contentType) {
        FormPart field = field(contentType, "UTF-8");
        assertThat(field.text()).isEqualTo("é");
        assertThat(field.contentType()).isNull();
    }

    private static FormPart field(String contentType, String charset) {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(
                ("--b\r\nContent-Disposition: form-data; name=prompt\r\nContent-Type: " + contentType + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        form.writeBytes("é".getBytes(Charset.forName(charset)));
        form.writeBytes("\r\n--b--".getBytes(StandardCharsets.US_ASCII));
        return MultipartForm.read(form.toByteArray(), "b", 1).getFirst();
    }

    @ParameterizedTest
    @CsvSource({
        "audio/wav; name=\"jane.wav\", audio/wav",
        "audio/webm;codecs=opus, audio/webm",
        "image/svg+xml, image/svg+xml",
        "application/octet-stream x,",
        "audio/,"
    })
    void aFileLosesTheParametersOfItsType(String contentType, String kept) {
        String form = "--b\r\nContent-Disposition: form-data; name=file; filename=f\r\nContent-Type: " + contentType
                + "\r\n\r\nx\r\n--b--";
        assertThat(read(form).getFirst().contentType()).isEqualTo(kept);
    }

    /** A part must not be able to add a header, or another part. */
    @Test
    void namesAreEscaped() {
        byte[] form = MultipartForm.write(List.of(new FormPart("a\"\r\nx: y", "f\"", null, new byte[1])), "b");
        assertThat(new String(form, StandardCharsets.UTF_8))
                .startsWith(
                        "--b\r\nContent-Disposition: form-data; name=\"a%22%0D%0Ax: y\"; filename=\"f%22\"\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--",
                "--b",
                "--b\r\n",
                "--b--x",
                "x\r\n--c\r\n",
                "--b\r\n\r\nno name\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=a\r\n\r\ncut",
                "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: attachment; name=a\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=a\r\ncontent-disposition: form-data; name=b\r\n\r\nx\r\n--b--",
                "--b\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: base64\r\n\r\nx\r\n--b--",
                "--bContent-Disposition: form-data; name=a\r\n\r\nx\r\n--b--"
            })
    void whatIsNoFormIsRefused(String body) {
        if (body.startsWith("--b--")) {
            assertThat(read(body)).isEmpty();
            return;
        }
        assertThatIllegalArgumentException().isThrownBy(() -> read(body));
    }

    @Test
    void tooManyPartsAreRefused() {
        byte[] form = MultipartForm.write(List.of(FormPart.text("a", "1"), FormPart.text("b", "2")), "b");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MultipartForm.read(form, "b", 1))
                .withMessage("a form may have 1 parts at most");
    }

    @ParameterizedTest
    @CsvSource({
        "multipart/form-data; boundary=abc, abc",
        "Multipart/Form-Data;BOUNDARY=\"a b\", a b",
        "multipart/form-data; charset=utf-8; boundary=----x, ----x"
    })
    void theBoundaryIsInTheContentType(String contentType, String boundary) {
        assertThat(MultipartForm.boundary(contentType)).hasValue(boundary);
        assertThat(MultipartForm.boundary(MultipartForm.contentType(boundary))).hasValue(boundary);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "multipart/form-data",
                "multipart/mixed; boundary=a",
                "multipart/form-data; boundary="
            })
    void otherContentTypesHaveNone(String contentType) {
        assertThat(MultipartForm.boundary(contentType)).isEmpty();
    }

    private static List<FormPart> read(String body) {
        return MultipartForm.read(body.getBytes(StandardCharsets.UTF_8), "b", 10);
    }
}
