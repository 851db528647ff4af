package dev.elsewise.simulate;

import dev.elsewise.error.BadStudy;
import dev.elsewise.error.Nearest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The worlds by name. */
public final class Worlds {
    private static final Map<String, World> BY_NAME =
            byName(List.of(SlateWorld.withDefaults(), MixWorld.withDefaults()));

    private Worlds() {}

    /** Every world, with its defaults. */
    public static List<World> all() {
        return List.copyOf(BY_NAME.values());
    }

    /**
     * The world of that name, with its defaults.
     *
     * @throws BadStudy when there is none; the message lists the worlds and the nearest name
     */
    public static World named(String name) {
        World world = BY_NAME.get(name);
        if (world == null) {
            throw new BadStudy("There is no world \"" + name + "\"; there are " + BY_NAME.keySet() + "."
                    + Nearest.hint(name, BY_NAME.keySet()));
        }
        return world;
    }

    private static Map<String, World> byName(List<World> worlds) {
        Map<String, World> byName = new LinkedHashMap<>();
        worlds.forEach(world -> byName.put(world.name(), world));
        return byName;
    }
}
