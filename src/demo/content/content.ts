import { accessibleByDefaultStory } from './accessible-by-default.story.js';
import { accessibleByDefault } from './accessible-by-default.js';
import { breadWithThreeIngredientsStory } from './bread-with-three-ingredients.story.js';
import { breadWithThreeIngredients } from './bread-with-three-ingredients.js';
import { cssFromScratchStory } from './css-from-scratch.story.js';
import { cssFromScratch } from './css-from-scratch.js';
import { foundingIdeasOfTheWebStory } from './founding-ideas-of-the-web.story.js';
import { foundingIdeasOfTheWeb } from './founding-ideas-of-the-web.js';
import { huertoEnElBalconStory } from './huerto-en-el-balcon.story.js';
import { huertoEnElBalcon } from './huerto-en-el-balcon.js';
import { otherBadges } from './other-badges.js';
import { people } from './people.js';
import { school } from './school.js';
import { smallJavascriptThingsStory } from './small-javascript-things.story.js';
import { smallJavascriptThings } from './small-javascript-things.js';
import type { DemoContent } from './types.js';
import { yourFirstWebPageStory } from './your-first-web-page.story.js';
import { yourFirstWebPage } from './your-first-web-page.js';

export const demo: DemoContent = {
	people,
	schools: [school],
	courses: [
		yourFirstWebPage,
		cssFromScratch,
		accessibleByDefault,
		foundingIdeasOfTheWeb,
		smallJavascriptThings,
		huertoEnElBalcon,
		breadWithThreeIngredients,
	],
	stories: [
		yourFirstWebPageStory,
		cssFromScratchStory,
		accessibleByDefaultStory,
		foundingIdeasOfTheWebStory,
		smallJavascriptThingsStory,
		huertoEnElBalconStory,
		breadWithThreeIngredientsStory,
	],
	badges: otherBadges,
};
