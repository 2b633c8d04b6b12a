import { answerPuzzle } from "./answer-puzzle.ts";

self.onmessage = ({ data: challenge }: MessageEvent<string>) => self.postMessage(answerPuzzle(challenge) ?? null);
