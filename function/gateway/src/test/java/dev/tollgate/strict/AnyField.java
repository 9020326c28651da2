package dev.tollgate.strict;

import java.util.AbstractSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;

/** Every field: of an API that ignores what it does not know. */
final class AnyField extends AbstractSet<String> {
    static final Set<String> SET = new AnyField();

    private AnyField() {}

    @Override
    public boolean contains(Object field) {
        return true;
    }

    @Override
    public Iterator<String> iterator() {
        return Collections.emptyIterator();
    }

    @Override
    public int size() {
        return 0;
    }
}
