package dev.tollgate.guardrail.detector;

import java.util.List;

/** Addresses of network interfaces, in the three forms in use. With hyphens or dots, a number needs a letter to be one. */
final class MacAddresses {
    private MacAddresses() {}

    static ValueScanner scanner() {
        return AlternativeScanner.of(List.of(
                FormScanner.of("HH:HH:HH:HH:HH:HH", address -> true),
                FormScanner.of("HH-HH-HH-HH-HH-HH", MacAddresses::hasLetter),
                FormScanner.of("HHHH.HHHH.HHHH", MacAddresses::hasLetter)));
    }

    private static boolean hasLetter(String address) {
        return !address.chars().allMatch(Character::isDigit);
    }
}
