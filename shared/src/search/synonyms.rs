//! Words that mean the same to somebody who looks for training, in both languages.

/// A meaning.
struct Meaning {
    /// What stands in the catalogue: sought for each of these and of the others.
    found: &'static [&'static str],
    /// What people type besides.
    typed: &'static [&'static str],
}

const fn meaning(found: &'static [&'static str], typed: &'static [&'static str]) -> Meaning {
    Meaning { found, typed }
}

/// In small letters, of three words at most.
const MEANINGS: &[Meaning] = &[
    // Metal, machines, buildings
    meaning(&["las", "welding"], &["pengelasan", "mengelas", "welder", "tukang las", "juru las"]),
    meaning(
        &["manufaktur", "mesin", "bubut"],
        &["manufacturing", "machining", "machinist", "cnc", "lathe", "milling", "operator mesin"],
    ),
    meaning(
        &["listrik"],
        &["instalasi listrik", "kelistrikan", "electric", "electrical", "electrician", "wiring"],
    ),
    meaning(
        &["elektronika"],
        &["elektronik", "electronics", "solder", "servis hp", "service hp", "teknisi hp"],
    ),
    meaning(
        &["ac", "pendingin", "refrigerasi", "tata udara"],
        &[
            "refrigeration",
            "air conditioner",
            "air conditioning",
            "hvac",
            "kulkas",
            "servis ac",
            "service ac",
            "teknisi ac",
        ],
    ),
    meaning(
        &["otomotif", "mobil", "motor"],
        &[
            "automotive",
            "car",
            "cars",
            "motorcycle",
            "motorbike",
            "sepeda motor",
            "kendaraan",
            "bengkel",
            "montir",
            "mekanik",
            "mechanic",
        ],
    ),
    meaning(
        &["bangunan", "konstruksi"],
        &["construction", "building", "tukang bangunan", "tukang batu", "sipil", "civil"],
    ),
    meaning(
        &["kayu", "mebel"],
        &["furnitur", "furniture", "carpentry", "carpenter", "woodworking", "tukang kayu"],
    ),
    // Computers, offices, trade
    meaning(
        &["komputer", "tik", "teknologi informasi"],
        &["computer", "computers", "it", "ti", "ict", "laptop", "information technology"],
    ),
    meaning(
        &["pemrograman", "web"],
        &["programming", "programmer", "coding", "koding", "developer", "software", "website"],
    ),
    meaning(&["desain", "grafis"], &["design", "designer", "graphic design", "photoshop", "canva"]),
    meaning(
        &["video"],
        &["videografi", "videography", "edit video", "video editing", "konten", "content creator"],
    ),
    meaning(&["foto", "fotografi"], &["photo", "photography", "kamera", "camera"]),
    meaning(
        &["administrasi", "perkantoran"],
        &["admin", "administration", "office", "sekretaris", "secretary"],
    ),
    meaning(&["akuntansi", "pembukuan"], &["accounting", "bookkeeping", "tata buku"]),
    meaning(
        &["wirausaha", "bisnis"],
        &["usaha", "entrepreneur", "entrepreneurship", "umkm", "business"],
    ),
    meaning(
        &["penjualan", "pemasaran", "kasir"],
        &[
            "jualan",
            "jual",
            "berjualan",
            "sales",
            "selling",
            "marketing",
            "cashier",
            "pramuniaga",
            "dagang",
            "retail",
            "ritel",
        ],
    ),
    meaning(
        &["pemasaran digital"],
        &["digital marketing", "jualan online", "toko online", "online shop"],
    ),
    // Clothes, food, care
    meaning(
        &["jahit", "menjahit", "busana", "garmen"],
        &[
            "tata busana",
            "sewing",
            "tailor",
            "penjahit",
            "konveksi",
            "garment",
            "dressmaking",
            "fashion",
            "pakaian",
            "baju",
        ],
    ),
    meaning(&["barista", "kopi", "boga"], &["tata boga", "coffee", "espresso", "kafe", "cafe"]),
    meaning(
        &["boga"],
        &[
            "kuliner", "culinary", "masak", "memasak", "cooking", "cook", "koki", "chef",
            "katering", "catering", "masakan",
        ],
    ),
    meaning(
        &["roti", "kue", "pastri"],
        &["bakery", "baking", "baker", "bread", "cake", "pastry", "membuat kue"],
    ),
    meaning(
        &["kecantikan", "salon", "rias"],
        &[
            "tata rias",
            "tata kecantikan",
            "beauty",
            "makeup",
            "make up",
            "mua",
            "kosmetik",
            "rambut",
            "hairdresser",
        ],
    ),
    meaning(&["spa", "pijat"], &["massage", "terapis", "therapist"]),
    meaning(&["kesehatan", "perawat"], &["health", "nurse", "nursing"]),
    meaning(&["lansia"], &["elderly", "caregiver", "care giver", "jompo", "pengasuh"]),
    // Guests, languages
    meaning(&["hotel", "perhotelan"], &["hospitality", "resepsionis", "receptionist"]),
    meaning(&["kantor depan"], &["front office"]),
    meaning(&["tata graha"], &["housekeeping", "room attendant"]),
    meaning(&["pramusaji"], &["waiter", "waitress", "pelayan"]),
    meaning(&["wisata", "pariwisata"], &["tourism", "tour", "travel", "turis"]),
    meaning(&["pemandu"], &["guide", "tour guide"]),
    meaning(&["kapal pesiar"], &["cruise", "cruise ship"]),
    meaning(&["inggris", "english"], &["bahasa inggris"]),
    meaning(&["jepang", "japanese"], &["bahasa jepang", "japan", "nihongo"]),
    meaning(&["korea", "korean"], &["bahasa korea"]),
    meaning(&["mandarin"], &["bahasa mandarin", "chinese"]),
    meaning(&["bahasa asing"], &["language", "languages", "foreign language"]),
    // Land and sea
    meaning(
        &["pertanian", "tani"],
        &["bertani", "petani", "farming", "farmer", "agriculture", "kebun", "berkebun"],
    ),
    meaning(&["perikanan", "ikan"], &["fishery", "fisheries", "fishing", "tambak", "nelayan"]),
    meaning(&["pengolahan", "processing"], &["olahan", "food processing"]),
    meaning(&["kerajinan", "kreatif"], &["craft", "crafts", "handicraft", "creative"]),
];

impl Meaning {
    fn has(&self, words: &[&str]) -> bool {
        self.found.iter().chain(self.typed).any(|known| known.split(' ').eq(words.iter().copied()))
    }
}

/// Whether these words together have a meaning here.
pub(super) fn is_known(words: &[&str]) -> bool {
    MEANINGS.iter().any(|meaning| meaning.has(words))
}

/// What stands in the catalogue for these words, themselves left out.
pub(super) fn of(words: &[&str]) -> Vec<Vec<&'static str>> {
    let mut found: Vec<Vec<&'static str>> = MEANINGS
        .iter()
        .filter(|meaning| meaning.has(words))
        .flat_map(|meaning| meaning.found)
        .map(|phrase| phrase.split(' ').collect())
        .filter(|phrase: &Vec<&str>| *phrase != words)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    MEANINGS.iter().flat_map(|meaning| meaning.found.iter().chain(meaning.typed)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_written_as_a_search_reads_them() {
        for phrase in all() {
            assert_eq!(super::super::words(phrase).join(" "), phrase);
            assert!(phrase.split(' ').count() <= super::super::LONGEST_PHRASE, "{phrase}");
        }
    }

    #[test]
    fn no_two_meanings_say_the_same_twice() {
        for meaning in MEANINGS {
            let mut words: Vec<_> = meaning.found.iter().chain(meaning.typed).collect();
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "{words:?}");
        }
    }
}
