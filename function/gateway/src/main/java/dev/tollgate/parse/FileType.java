package dev.tollgate.parse;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Detects a file's type by its first bytes. A host's {@code content-type} may be wrong, or forged to fetch other files. */
public final class FileType {
    private static final Set<String> HEIC = Set.of("heic", "heix", "hevc", "hevx");
    private static final Set<String> HEIF = Set.of("mif1", "msf1", "heif");

    private FileType() {}

    /** The media type of an image or a PDF; empty for everything else. */
    public static Optional<String> of(byte[] file) {
        String start = new String(file, 0, Math.min(16, file.length), StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of("image/png");
        }
        if (start.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of("image/jpeg");
        }
        if (start.startsWith("GIF87a") || start.startsWith("GIF89a")) {
            return Optional.of("image/gif");
        }
        if (start.startsWith("%PDF-")) {
            return Optional.of("application/pdf");
        }
        return start.length() < 12 ? Optional.empty() : inContainer(start);
    }

    /** WebP is a RIFF file; HEIC and HEIF are ISO base media files, which differ by their brand. */
    private static Optional<String> inContainer(String start) {
        String brand = start.substring(8, 12);
        if (start.startsWith("RIFF") && brand.equals("WEBP")) {
            return Optional.of("image/webp");
        }
        if (start.startsWith("ftyp", 4)) {
            return HEIC.contains(brand)
                    ? Optional.of("image/heic")
                    : HEIF.contains(brand) ? Optional.of("image/heif") : Optional.empty();
        }
        return Optional.empty();
    }
}
