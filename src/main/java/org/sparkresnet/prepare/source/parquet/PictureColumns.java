package org.sparkresnet.prepare.source.parquet;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.sparkresnet.config.InvalidInputException;
import org.sparkresnet.prepare.source.FirstFew;

/**
 * The two columns that are read.
 *
 * @param image name of the column with the pictures, dots between the parts of a nested one: {@code image.bytes}
 * @param label name of the column with the classes, likewise
 * @param labelOffset what is subtracted from a label
 */
record PictureColumns(String image, String label, long labelOffset) implements Serializable {

    /**
     * What is to be read of a file of some schema.
     *
     * @param file for messages
     * @throws InvalidInputException if a column is missing or of another type; names those that are there
     */
    MessageType projection(MessageType schema, String file) {
        Type pictures = find(schema, image, "image", file);
        requireBytes(leaf(pictures), file);
        return new MessageType(schema.getName(), pictures).union(labels(schema, file));
    }

    /** The same without the pictures. */
    MessageType labels(MessageType schema, String file) {
        Type labels = find(schema, label, "label", file);
        PrimitiveTypeName type = leaf(labels).getPrimitiveTypeName();
        if (type != PrimitiveTypeName.INT32 && type != PrimitiveTypeName.INT64) {
            throw wrongType(label, "label", leaf(labels), "whole numbers", file);
        }
        return new MessageType(schema.getName(), labels);
    }

    /**
     * The index of a row's class.
     *
     * @param group of the row
     * @param number of the row in it, counted from 0; for messages
     * @throws InvalidInputException if the row has no label, or one that is no index
     */
    int labelOf(Group row, RowGroup group, long number) {
        String where = group.file() + ": row " + (group.firstRow() + number) + " has ";
        Optional<Group> parent = parent(row, label);
        String part = lastPart(label);
        if (parent.isEmpty() || parent.get().getFieldRepetitionCount(part) == 0) {
            throw new InvalidInputException(
                    where + "no " + label + "; take the row out, or choose another column in prepare.parquet.label");
        }
        boolean narrow = parent.get().getType().getType(part).asPrimitiveType().getPrimitiveTypeName()
                == PrimitiveTypeName.INT32;
        long stored = narrow ? parent.get().getInteger(part, 0) : parent.get().getLong(part, 0);
        long index = stored - labelOffset;
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw new InvalidInputException(where + "the label " + stored + ", which, less"
                    + " prepare.parquet.label-offset = " + labelOffset
                    + ", is no index of a class; mend that setting or"
                    + " prepare.parquet.label");
        }
        return (int) index;
    }

    /** The bytes of a row's picture, none if it has no picture. */
    byte[] pictureOf(Group row) {
        String part = lastPart(image);
        return parent(row, image)
                .filter(parent -> parent.getFieldRepetitionCount(part) > 0)
                .map(parent -> parent.getBinary(part, 0).getBytes())
                .orElseGet(() -> new byte[0]);
    }

    /** The group that holds a column; empty where a row has none. */
    private static Optional<Group> parent(Group row, String name) {
        String[] path = name.split("\\.");
        Group group = row;
        for (int i = 0; i < path.length - 1; i++) {
            if (group.getFieldRepetitionCount(path[i]) == 0) {
                return Optional.empty();
            }
            group = group.getGroup(path[i], 0);
        }
        return Optional.of(group);
    }

    private static String lastPart(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private void requireBytes(PrimitiveType column, String file) {
        boolean text = column.getLogicalTypeAnnotation() instanceof LogicalTypeAnnotation.StringLogicalTypeAnnotation;
        if (column.getPrimitiveTypeName() != PrimitiveTypeName.BINARY || text) {
            throw wrongType(image, "image", column, "bytes", file);
        }
    }

    /** The column with the groups around it, and nothing else in them. */
    private static Type find(MessageType schema, String name, String key, String file) {
        String[] path = name.split("\\.");
        Type found = schema;
        for (String part : path) {
            if (found.isPrimitive() || !found.asGroupType().containsField(part)) {
                throw new InvalidInputException(file + ": no column " + name + " (it has "
                        + FirstFew.of(columns(schema)) + "); mend prepare.parquet." + key);
            }
            found = found.asGroupType().getType(part);
            if (found.isRepetition(Type.Repetition.REPEATED)) {
                throw new InvalidInputException(file + ": column " + name
                        + " holds lists, expected one value a row; mend prepare.parquet." + key);
            }
        }
        if (!found.isPrimitive()) {
            throw new InvalidInputException(file + ": column " + name + " has parts ("
                    + FirstFew.of(below(schema, name)) + "); choose one of them in prepare.parquet." + key);
        }
        return nested(schema, path, 0);
    }

    private static Type nested(GroupType group, String[] path, int depth) {
        Type type = group.getType(path[depth]);
        return depth == path.length - 1
                ? type
                : type.asGroupType().withNewFields(nested(type.asGroupType(), path, depth + 1));
    }

    private static PrimitiveType leaf(Type column) {
        Type type = column;
        while (!type.isPrimitive()) {
            type = type.asGroupType().getType(0);
        }
        return type.asPrimitiveType();
    }

    private static List<String> columns(MessageType schema) {
        return schema.getPaths().stream().map(path -> String.join(".", path)).toList();
    }

    private static List<String> below(MessageType schema, String name) {
        return columns(schema).stream()
                .filter(column -> column.startsWith(name + "."))
                .toList();
    }

    private static InvalidInputException wrongType(
            String name, String key, PrimitiveType found, String expected, String file) {
        return new InvalidInputException(file + ": column " + name + " holds " + words(found) + ", expected " + expected
                + "; mend prepare.parquet." + key);
    }

    private static String words(PrimitiveType type) {
        return type.getLogicalTypeAnnotation() == null
                ? type.getPrimitiveTypeName().toString()
                : type.getPrimitiveTypeName() + " (" + type.getLogicalTypeAnnotation() + ")";
    }
}
