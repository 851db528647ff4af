package dev.elsewise.study.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The fingerprint of a model: SHA-256 over every value of its JSON but the fingerprint itself, in the order of their keys, so that
 * neither white space nor the order of keys matters. It finds accidents; it is no signature.
 */
final class Seal {
    static final String KEY = "fingerprint";

    private final MessageDigest digest;

    private Seal(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(String json) {
        return of(JsonMapper.builder().build().readTree(json));
    }

    static String of(JsonNode root) {
        try {
            Seal seal = new Seal(MessageDigest.getInstance("SHA-256"));
            for (String key : new TreeSet<>(root.propertyNames())) {
                if (!key.equals(KEY)) {
                    seal.text(key);
                    seal.add(root.path(key));
                }
            }
            return HexFormat.of().formatHex(seal.digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    private void add(JsonNode node) {
        if (node.isObject()) {
            TreeSet<String> keys = new TreeSet<>(node.propertyNames());
            count('{', keys.size());
            for (String key : keys) {
                text(key);
                add(node.path(key));
            }
        } else if (node.isArray()) {
            count('[', node.size());
            for (JsonNode item : node) {
                add(item);
            }
        } else if (node.isNumber()) {
            count('#', Double.doubleToLongBits(node.asDouble()));
        } else if (node.isString()) {
            text(node.asString());
        } else {
            text(node.toString());
        }
    }

    private void text(String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        count('"', bytes.length);
        digest.update(bytes);
    }

    private void count(char what, long value) {
        digest.update(ByteBuffer.allocate(Character.BYTES + Long.BYTES)
                .putChar(what)
                .putLong(value)
                .array());
    }
}
