package dev.tollgate.jwt;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An issuer with one key. It signs whatever it is given, with Java's own means, so that no library checks itself. */
public final class TestIssuer {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    /** The fast compiler takes a second for a pair of RSA keys: issuers of different tests have the same ones. */
    private static final int DIFFERENT = 3;

    private static final Map<String, List<KeyPair>> PAIRS = new ConcurrentHashMap<>();
    private static final AtomicInteger ISSUERS = new AtomicInteger();

    private final String kid;
    private final String algorithm;
    private final KeyPair keys;

    private TestIssuer(String kid, String algorithm, KeyPair keys) {
        this.kid = kid;
        this.algorithm = algorithm;
        this.keys = keys;
    }

    /** An issuer whose signatures are RS256, PS256, ES256 or EdDSA. Its keys differ from those of the ones before it. */
    public static TestIssuer with(String kid, String algorithm) {
        String kind =
                switch (algorithm) {
                    case "ES256" -> "EC";
                    case "EdDSA" -> "Ed25519";
                    default -> "RSA";
                };
        List<KeyPair> pairs = PAIRS.computeIfAbsent(kind, TestIssuer::pairs);
        return new TestIssuer(kid, algorithm, pairs.get(ISSUERS.getAndIncrement() % DIFFERENT));
    }

    private static List<KeyPair> pairs(String kind) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
            if (!kind.equals("Ed25519")) {
                generator.initialize(kind.equals("EC") ? 256 : 2048);
            }
            return Stream.generate(generator::generateKeyPair).limit(DIFFERENT).toList();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A token with these claims. */
    public String token(String claims) throws GeneralSecurityException {
        return signed("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"JWT\"}", claims);
    }

    /** A token with any header, whose signature is this issuer's. */
    public String signed(String header, String claims) throws GeneralSecurityException {
        String content = base64(header) + "." + base64(claims);
        return content + "." + BASE64.encodeToString(signature(content.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A token whose "signature" is a MAC with what everybody knows: the public key. */
    public String withPublicKeyAsSecret(String claims) throws GeneralSecurityException {
        String content = base64("{\"alg\":\"HS256\",\"kid\":\"" + kid + "\"}") + "." + base64(claims);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keys.getPublic().getEncoded(), "HmacSHA256"));
        return content + "." + BASE64.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    private byte[] signature(byte[] content) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(
                switch (algorithm) {
                    case "ES256" -> "SHA256withECDSAinP1363Format";
                    case "EdDSA" -> "Ed25519";
                    case "PS256" -> "RSASSA-PSS";
                    default -> "SHA256withRSA";
                });
        if (algorithm.equals("PS256")) {
            signature.setParameter(new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1));
        }
        signature.initSign(keys.getPrivate());
        signature.update(content);
        return signature.sign();
    }

    /** Its public key, as in a key set. */
    public String jwk() {
        String members =
                switch (keys.getPublic()) {
                    case RSAPublicKey key ->
                        "\"kty\":\"RSA\",\"n\":\"" + number(key.getModulus(), 256) + "\",\"e\":\"AQAB\"";
                    case ECPublicKey key ->
                        "\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\""
                                + number(key.getW().getAffineX(), 32) + "\",\"y\":\""
                                + number(key.getW().getAffineY(), 32) + "\"";
                    case EdECPublicKey key -> "\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + point(key) + "\"";
                    default -> throw new IllegalStateException("no such key");
                };
        return "{\"kid\":\"" + kid + "\",\"use\":\"sig\"," + members + "}";
    }

    /** A key set of these issuers. */
    public static String keySet(TestIssuer... issuers) {
        StringBuilder keys = new StringBuilder();
        for (TestIssuer issuer : issuers) {
            keys.append(keys.isEmpty() ? "" : ",").append(issuer.jwk());
        }
        return "{\"keys\":[" + keys + "]}";
    }

    private static String number(BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[length];
        int count = Math.min(bytes.length, length);
        System.arraycopy(bytes, bytes.length - count, padded, length - count, count);
        return BASE64.encodeToString(padded);
    }

    /** The last 32 bytes of the encoded key are the point (https://www.rfc-editor.org/rfc/rfc8410#section-4). */
    private static String point(EdECPublicKey key) {
        byte[] encoded = key.getEncoded();
        byte[] point = new byte[32];
        System.arraycopy(encoded, encoded.length - point.length, point, 0, point.length);
        return BASE64.encodeToString(point);
    }

    /** Base64 as tokens have it. */
    public static String base64(String text) {
        return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
