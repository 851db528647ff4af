#!/usr/bin/env python3
"""Makes the table of news categories and subcategories that the slate world draws items from.

    python3 bench/references/slate_catalogue.py > engine/src/main/resources/dev/elsewise/simulate/catalogue.csv

The rows of each category, and of the 31 subcategories with 1,500 rows or more, among 150,000 rows of the MIND-small news log are from
the tables that the public analysis of slate_table.py prints. What a category has beyond its printed subcategories is
split into numbered ones, each two fifths of what is left but at most 1,400 rows (those printed have 1,500 and more),
down to a handful of rows, so that rare levels exist. The three rows outside the printed categories go to two very rare
categories.
"""
PRINTED = {
    "weather": (2229, {"weathertopstories": 2229}), "tv": (6458, {"tvnews": 2051, "tv-celebrity": 2665}),
    "movies": (3442, {}), "health": (7739, {"nutrition": 2057}), "video": (2297, {}),
    "music": (6949, {"cma-awards": 2034, "music-celebrity": 2460}),
    "sports": (15075, {"football_nfl": 6235, "baseball_mlb": 1537, "football_ncaa": 1884}),
    "foodanddrink": (9425, {"restaurantsandnews": 1692, "recipes": 1640, "foodnews": 3205}),
    "news": (40583, {"elections-2020-us": 2262, "newscrime": 5118, "newsus": 12301, "newsgoodnews": 2342,
                     "newsworld": 8377, "newspolitics": 6691}),
    "entertainment": (9061, {"entertainment-celebrity": 2615, "celebrity": 4296}),
    "travel": (8220, {"traveltripideas": 2225, "travelnews": 3079}),
    "finance": (14499, {"finance-companies": 4255, "finance-real-estate": 2408, "markets": 3302}),
    "lifestyle": (16973, {"shop-holidays": 2293, "voices": 1823, "lifestyleroyals": 3718, "lifestylebuzz": 3636}),
    "autos": (7047, {"autosenthusiasts": 1693, "autosnews": 1963}),
    "kids": (2, {"kids-1": 2}), "middleeast": (1, {"middleeast-1": 1}),
}
print("category,subcategory,rows")
for category, (rows, printed) in sorted(PRINTED.items()):
    for name, size in sorted(printed.items()):
        print(f"{category},{name},{size}")
    left, number = rows - sum(printed.values()), 1
    while left > 0:
        size = left if left < 10 else min(1400, round(left * 0.4))
        print(f"{category},{category}-{number},{size}")
        left, number = left - size, number + 1
