package dev.tollgate.guardrail.detector;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** The built-in detectors by name. None reads its tables before it looks at a text. */
public final class DetectorCatalogue {
    private static final Map<String, Function<Set<String>, ValueScanner>> BY_NAME = new TreeMap<>();

    static {
        add("birth_date", BirthDateScanner::new);
        add("card", CardNumbers::scanner);
        add("email", EmailScanner::new);
        add("iban", IbanScanner::new);
        add("ip_address", IpAddressScanner::new);
        add("mac_address", MacAddresses::scanner);
        add("national_id", () -> AlternativeScanner.of(NationalIds.all()));
        NationalIds.byCountry()
                .forEach((country, forms) -> add("national_id_" + country, () -> AlternativeScanner.of(forms)));
        BY_NAME.put("phone", PhoneScanner::of);
        add("secret", () -> AlternativeScanner.of(KeyFormats.all()));
        KeyFormats.byName().forEach((name, formats) -> add(name, () -> AlternativeScanner.of(formats)));
    }

    private DetectorCatalogue() {}

    /** All built-in ones. */
    public static Set<String> names() {
        return Collections.unmodifiableSet(BY_NAME.keySet());
    }

    /**
     * The built-in detector of this name.
     *
     * @param phoneRegions whose national forms count as phone numbers, such as DE; others ignore them
     * @throws IllegalArgumentException if there is none
     */
    public static TextDetector builtIn(String name, Set<String> phoneRegions) {
        Function<Set<String>, ValueScanner> scanner = BY_NAME.get(name);
        if (scanner == null) {
            throw new IllegalArgumentException("unknown detector: " + name);
        }
        return ScanningDetector.of(name, scanner.apply(phoneRegions));
    }

    private static void add(String name, Supplier<ValueScanner> scanner) {
        BY_NAME.put(name, regions -> scanner.get());
    }
}
