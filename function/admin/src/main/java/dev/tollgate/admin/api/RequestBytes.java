package dev.tollgate.admin.api;

import dev.tollgate.admin.AdminErrorKind;
import dev.tollgate.admin.AdminException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The body of a request, within bounds. */
final class RequestBytes {
    private RequestBytes() {}

    static byte[] read(InputStream body, int most) {
        try {
            byte[] bytes = body.readNBytes(most + 1);
            if (bytes.length > most) {
                // Read to its end, so that the client sees the answer and no broken pipe; the server bounds it.
                body.skip(Long.MAX_VALUE);
                throw new AdminException(AdminErrorKind.TOO_LARGE, "The body has more than " + most + " bytes.");
            }
            return bytes;
        } catch (IOException gone) {
            throw new AdminException(AdminErrorKind.INVALID_VALUE, "The body did not arrive.", gone);
        }
    }

    /** The same as text in UTF-8. */
    static String text(InputStream body, int most) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(read(body, most)))
                    .toString();
        } catch (CharacterCodingException wrong) {
            throw new AdminException(AdminErrorKind.INVALID_VALUE, "The body is not UTF-8 text.", wrong);
        }
    }
}
