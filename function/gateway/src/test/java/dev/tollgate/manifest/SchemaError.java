package dev.tollgate.manifest;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;

/**
 * Something that the schema refuses.
 *
 * @param path the field as the reader writes it, such as {@code aliases.demo.targets[0]}; empty where no field is meant
 */
record SchemaError(String path, String message) {

    static SchemaError of(Error error) {
        return new SchemaError(path(error.getInstanceLocation()), error.getMessage());
    }

    /** Whether it is in the same place: schemas report a field that is missing or unknown at its owner. */
    boolean isAbout(ManifestProblem problem) {
        return problem.path().startsWith(path) || path.startsWith(problem.path());
    }

    private static String path(NodePath location) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < location.getNameCount(); i++) {
            switch (location.getElement(i)) {
                case Integer index -> path.append('[').append(index).append(']');
                case Object name -> path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }
}
