"""The townships of the invented city, for the gallery's map."""

from . import maps

TOWNS = {
    "荷塘区": "荷花191 荷园146 莲心280 藕香125 新塘249 白荷203 东塘121 西塘241 芙蓉115 月塘222 听雨124 映日129",
    "菱湖区": "菱角147 湖滨221 采菱93 镜湖111 柳堤185 渔歌243 水云176 湖心143 南浦248 鹭洲79 平湖227",
    "莲溪县": "溪口100 莲台79 石桥75 青石103 枫林177 大坪84 双溪143 云岭151 竹山112 茶亭138 龙潭67 柏树66 黄土88",
    "芦洲县": "芦花84 沙洲142 渡口130 江埠76 蒲草115 雁落110 苇塘151 新洲134 堤头81 洲尾164 柳林61 鱼口97 枣园137 河东65",
    "青荷市": "城关45 青莲112 白石122 南门102 北桥134 梅岭74 桃源115 桑园104 清溪102 油坪89 麻石130 汤泉141",
}


def sample_map() -> maps.TileMap:
    return maps.tile_map([county(name, towns.split()) for name, towns in TOWNS.items()], bounds=[80, 110, 140, 170])


def county(name: str, words: list[str]) -> maps.County:
    towns = [maps.Town(word[:2], int(word[2:]), "#") for word in words]
    return maps.County(name, towns, f"{sum(town.value or 0 for town in towns):,.0f}")
