package dev.elsewise.app;

/** Studies of what {@code elsewise simulate mix} makes, written to {@code shop.csv}. */
final class WeeklyShop {
    private static final String MIX = """
            version: 1
            title: A shop
            data: shop.csv
            time: week
            mix:
              outcome: revenue
              channels: {facebook: facebook, instagram: instagram, tiktok: tiktok, snapchat: snapchat, google: google}
              levers: {email: {column: email, cost: 0.002}, sms: {column: sms, cost: 0.02}}
              controls:
                price: {column: price, role: price, sign: negative}
                promotion: {column: promotion, role: promotion, sign: positive}
                followers: followers
              mediators: [google]
              carry-over: {geometric: {lags: 8}}
              saturation: none
              baseline: {trend: linear, fourier: 2}
            """;

    private static final String GRAPH = """
            graph: |
              facebook, instagram, tiktok, snapchat, trend, season -> google, revenue
              google, email, sms, price, promotion, followers -> revenue
            """;

    private WeeklyShop() {}

    /** @param asked more keys of the mix, such as scenarios and a plan */
    static String study(int draws, String asked) {
        return MIX + ("draws: {count: " + draws + "}\n" + asked).indent(2) + GRAPH;
    }
}
