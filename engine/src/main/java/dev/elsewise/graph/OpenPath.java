package dev.elsewise.graph;

import java.util.List;

/**
 * A path between treatment and outcome that carries association which is not the effect.
 *
 * @param path such as {@code top3 <- mood -> clicked}
 * @param openedBy covariates that open it, because they are colliders on it or descendants of one
 * @param closedBy observed nodes of which any one would close it
 * @param because why it is open, in words
 */
public record OpenPath(String path, List<String> openedBy, List<String> closedBy, String because) {
    public OpenPath {
        openedBy = List.copyOf(openedBy);
        closedBy = List.copyOf(closedBy);
    }
}
