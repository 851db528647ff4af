package dev.elsewise.study.mix;

import dev.elsewise.mix.CarryOver;
import dev.elsewise.mix.Input;
import dev.elsewise.mix.Input.Cost;
import dev.elsewise.mix.Input.Role;
import dev.elsewise.mix.Input.Sign;
import dev.elsewise.study.mix.MixStudy.Aggregation;
import dev.elsewise.study.mix.MixStudy.Days;
import dev.elsewise.study.mix.MixStudy.Layout;
import dev.elsewise.study.yaml.DataReader;
import dev.elsewise.study.yaml.Yaml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what acts: {@code channels}, {@code organic}, {@code levers}, {@code controls} and {@code events}. */
final class InputReader {
    private static final List<String> SHAPED = List.of("sign", "carry-over", "saturation", "order", "aggregate");

    private final DataReader data;
    private final CarryOver usual;
    private final Optional<LongLayout> layout;
    private final Map<String, Yaml> places = new LinkedHashMap<>();
    private final List<Input> inputs = new ArrayList<>();
    private final Map<String, Aggregation> aggregations = new LinkedHashMap<>();
    private final Map<String, List<Days>> events = new LinkedHashMap<>();

    /**
     * @param usual how channels act that do not say it themselves
     * @param layout where the data have a row for each channel
     */
    InputReader(DataReader data, CarryOver usual, Optional<LongLayout> layout) {
        this.data = data;
        this.usual = usual;
        this.layout = layout;
    }

    void read(Yaml.Fields mix) {
        mix.find("channels").ifPresent(group -> each(group, this::channel));
        mix.find("organic").ifPresent(group -> each(group, this::organic));
        mix.find("levers").ifPresent(group -> each(group, this::lever));
        mix.find("controls").ifPresent(group -> each(group, this::control));
        mix.find("events").ifPresent(group -> each(group, this::event));
    }

    List<Input> inputs() {
        return inputs;
    }

    /** Where each input stands. */
    Map<String, Yaml> places() {
        return places;
    }

    Map<String, Aggregation> aggregations() {
        return aggregations;
    }

    Map<String, List<Days>> events() {
        return events;
    }

    /** The columns of a long layout; its levels are collected as channels are read. */
    record LongLayout(String channel, String amount, Optional<String> exposure, Map<String, String> levels) {
        Layout.ByChannel asRead() {
            return new Layout.ByChannel(channel, amount, exposure, levels);
        }
    }

    private interface Reading {
        Input read(String name, Yaml value);
    }

    /** A map by name, or a list of names that are columns, too. */
    private void each(Yaml group, Reading reading) {
        for (Map.Entry<String, Yaml> entry : named(group).entrySet()) {
            Yaml earlier = places.put(entry.getKey(), entry.getValue());
            if (earlier != null) {
                throw entry.getValue()
                        .wrong("each input must have a name of its own; \"" + entry.getKey() + "\" stands at "
                                + earlier.what() + " in line " + earlier.line() + " too."
                                + "\nMaybe give one of them another name, and say column: " + entry.getKey()
                                + " under it.");
            }
            inputs.add(reading.read(entry.getKey(), entry.getValue()));
        }
    }

    private static Map<String, Yaml> named(Yaml group) {
        if (!group.isList()) {
            return group.entries();
        }
        Map<String, Yaml> named = new LinkedHashMap<>();
        for (Yaml item : group.items()) {
            Yaml earlier = named.put(item.text(), item);
            if (earlier != null) {
                throw item.wrong("each input must have a name of its own; \"" + item.text() + "\" stands in line "
                        + earlier.line() + " too.\nMaybe one of them is another column, or a slip.");
            }
        }
        return named;
    }

    /** The column under a key; that of the input's own name where there is no such key. */
    private String column(String name, Yaml value, Yaml.Fields fields, String key) {
        return fields.find(key).map(data::column).orElseGet(() -> data.column(name, value));
    }

    private Input channel(String name, Yaml value) {
        if (layout.isPresent()) {
            return inLong(name, value, Role.PAID, layout.get());
        }
        Yaml.Fields fields = value.isText() ? none(value) : options(value, "spend", "exposure");
        String spend = value.isText() ? data.column(value) : column(name, value, fields, "spend");
        String acts = fields.find("exposure").map(data::column).orElse(spend);
        return shaped(name, Role.PAID, acts, new Cost.Spend(spend), fields, usual, Sign.POSITIVE);
    }

    private Input organic(String name, Yaml value) {
        if (layout.isPresent()) {
            return inLong(name, value, Role.ORGANIC, layout.get());
        }
        Yaml.Fields fields = value.isText() ? none(value) : options(value, "column");
        String column = value.isText() ? data.column(value) : column(name, value, fields, "column");
        return shaped(name, Role.ORGANIC, column, new Cost.Free(), fields, usual, Sign.POSITIVE);
    }

    private Input inLong(String name, Yaml value, Role role, LongLayout of) {
        Yaml.Fields fields = value.isText() ? none(value) : options(value, "level");
        of.levels()
                .put(name, value.isText() ? value.text() : fields.text("level").orElse(name));
        Layout.ByChannel columns = of.asRead();
        Cost cost = role == Role.PAID ? new Cost.Spend(columns.amountOf(name)) : new Cost.Free();
        return shaped(name, role, columns.exposureOf(name), cost, fields, usual, Sign.POSITIVE);
    }

    private Input lever(String name, Yaml value) {
        Yaml.Fields fields = options(value, "column", "cost", "spend");
        if (fields.has("cost") == fields.has("spend")) {
            throw value.wrong(value.what() + " must have either cost (money for one of its units) or spend (a column);"
                    + " found " + (fields.has("cost") ? "both" : "neither") + "."
                    + "\nMaybe it costs nothing: then it stands under organic.");
        }
        Cost cost = fields.find("cost")
                .<Cost>map(c -> new Cost.PerUnit(c.numberWithin(0, 1e12)))
                .orElseGet(() -> new Cost.Spend(data.column(fields.require("spend"))));
        String column = column(name, value, fields, "column");
        return shaped(name, Role.LEVER, column, cost, fields, ShapeReader.plain(), Sign.POSITIVE);
    }

    private Input control(String name, Yaml value) {
        Yaml.Fields fields = value.isText() ? none(value) : options(value, "column", "role", "cost");
        String column = value.isText() ? data.column(value) : column(name, value, fields, "column");
        Role role = fields.find("role")
                .map(r -> Role.valueOf(
                        r.word(List.of("control", "price", "promotion")).toUpperCase(Locale.ROOT)))
                .orElse(Role.CONTROL);
        Cost cost = fields.find("cost")
                .<Cost>map(c -> {
                    if (role != Role.PRICE) {
                        throw c.wrong(
                                "cost says what one unit costs that is sold at a price: it belongs to a control with"
                                        + " role: price; \"" + name + "\" is none."
                                        + "\nMaybe say role: price, or list what is sent at a cost under levers.");
                    }
                    return new Cost.OfSold(c.numberWithin(0, 1e12));
                })
                .orElse(new Cost.Free());
        return shaped(name, role, column, cost, fields, ShapeReader.plain(), Sign.ANY);
    }

    private Input event(String name, Yaml value) {
        Yaml.Fields fields = value.isMap() ? options(value, "dates", "column") : none(value);
        if (value.isMap() && fields.has("dates") == fields.has("column")) {
            throw value.mustBe("either a column that is 1 in the event's periods, or a list of days");
        }
        Optional<Yaml> dates = value.isList() ? Optional.of(value) : fields.find("dates");
        String column;
        if (dates.isPresent()) {
            column = name;
            events.put(name, days(dates.get()));
        } else {
            column = data.column(value.isMap() ? fields.require("column") : value);
        }
        return shaped(name, Role.EVENT, column, new Cost.Free(), fields, ShapeReader.plain(), Sign.ANY);
    }

    private static List<Days> days(Yaml value) {
        List<Days> days = new ArrayList<>();
        for (Yaml item : value.items()) {
            if (item.isMap()) {
                Yaml.Fields range = item.fields("from", "to");
                Days read = new Days(
                        range.require("from").date(), range.require("to").date());
                if (read.to().isBefore(read.from())) {
                    throw item.wrong(item.what() + " must end after it begins; it is from " + read.from() + " to "
                            + read.to() + ".\nMaybe the two are swapped.");
                }
                days.add(read);
            } else {
                days.add(new Days(item.date(), item.date()));
            }
        }
        if (days.isEmpty()) {
            throw value.mustBe("a list with a day");
        }
        return days;
    }

    private Input shaped(
            String name, Role role, String column, Cost cost, Yaml.Fields fields, CarryOver otherwise, Sign sign) {
        fields.find("aggregate")
                .ifPresent(a -> aggregations.put(
                        column,
                        Aggregation.valueOf(a.word(List.of("sum", "mean", "last", "maximum"))
                                .toUpperCase(Locale.ROOT))));
        return new Input(
                name,
                role,
                column,
                cost,
                ShapeReader.transform(ShapeReader.read(fields, otherwise)),
                fields.find("sign")
                        .map(s -> Sign.valueOf(
                                s.word(List.of("any", "positive", "negative")).toUpperCase(Locale.ROOT)))
                        .orElse(sign));
    }

    private static Yaml.Fields none(Yaml value) {
        return new Yaml.Fields(value, Map.of());
    }

    private static Yaml.Fields options(Yaml value, String... own) {
        List<String> known = new ArrayList<>(List.of(own));
        known.addAll(SHAPED);
        return value.fields(known);
    }
}
