package dev.tollgate.cli.cost;

/** The template's parameter {@code Architecture}. */
public enum ProcessorType {
    ARM("arm64"),
    X86("x86_64");

    private final String text;

    ProcessorType(String text) {
        this.text = text;
    }

    /** As the template spells it. */
    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text;
    }
}
