import { ticked, wrote } from './completions.js';
import type { DemoStory } from './types.js';

export const huertoEnElBalconStory: DemoStory = {
	course: 'huerto-en-el-balcon',
	organisers: ['marisol'],
	members: [
		{
			who: 'sofia',
			joinedDaysAgo: 60,
			award: 'public',
			completions: [
				wrote(
					'mira-la-luz',
					58,
					'Medellín, no hay estaciones pero sí lluvias. Ventana del salón, cuatro horas y media de sol de la mañana. Elegimos por votación: rúcula (la rápida), cilantro (el favorito) y acelga roja, porque nadie la había visto.',
				),
				ticked('envases-y-tierra', 55),
				ticked('siembra', 53),
				wrote(
					'riega-y-observa',
					29,
					'Día 3: tierra húmeda, nada. Día 5: «¡profe, un punto!». Día 11: cada niño aclaró una botella y lloró una. Día 15: pulgón en el cilantro, chorro de agua. Día 18: ya no hay pulgón, hay una mariquita y se llama Berta. El problema fue el fin de semana sin riego; pusimos una mecha de algodón desde un vaso y funcionó.',
				),
				wrote(
					'cosecha-y-comparte',
					14,
					'Ciento diez gramos de rúcula y un ramo de cilantro. Hicimos arepas con veintiséis niños y dos abuelas. La próxima vez sembraría la mitad cada dos semanas: salió todo el mismo día.',
				),
			],
		},
		{
			who: 'mateo',
			joinedDaysAgo: 48,
			completions: [
				wrote(
					'mira-la-luz',
					46,
					'Rosario, primavera. Seis horas y media de sol, mucho viento del río. Rabanitos para no perder la fe, tomate porque ya tengo tres, y frijol porque mi abuela dice que no voy a poder.',
				),
				ticked('envases-y-tierra', 45),
				ticked('siembra', 43),
				wrote(
					'riega-y-observa',
					20,
					'Día 4: rabanitos arriba. Día 6: regué sin mirar y encharqué uno. Día 9: aclaré, me comí diez hojas. Día 13: el viento tumbó un tomate; ahora están atados a la baranda. Día 19: el frijol de la abuela mide un palmo. Problema: hojas amarillas abajo. Dejé secar y se detuvo.',
				),
			],
		},
		{
			who: 'yusuf',
			joinedDaysAgo: 17,
			leftDaysAgo: 15,
			completions: [],
		},
		{ who: 'eleni', joinedDaysAgo: 0.9, completions: [] },
	],
	threads: [
		{
			by: 'marisol',
			daysAgo: 69,
			body: 'Bienvenidas y bienvenidos. Preséntense con **lo último que se les murió** en una maceta y de qué creen que fue. Empiezo yo: un romero, en abril, de exceso de cariño (lo regaba todos los días).',
			replies: [
				{
					by: 'sofia',
					daysAgo: 59.5,
					body: 'Veintiséis frijoles en algodón, uno por niño, durante las vacaciones. De olvido colectivo.',
				},
				{
					by: 'mateo',
					daysAgo: 47.6,
					body: 'Una albahaca del supermercado. Creo que ya venía triste.',
				},
				{
					by: 'marisol',
					daysAgo: 47.2,
					body: 'Seguro, @mateo: en esas macetas hay veinte plantas apretadas. La próxima vez sepárala en cuatro apenas llegue a casa y verás.',
				},
			],
		},
		{
			task: 'envases-y-tierra',
			by: 'mateo',
			daysAgo: 45.5,
			body: 'Tengo tres cubos de pintura vacíos, muy bien lavados. ¿De verdad no se puede? Los tomates viven ahí desde agosto.',
			replies: [
				{
					by: 'marisol',
					daysAgo: 45.2,
					body: 'Para flores, sí. Para comer, yo no: el plástico guarda restos que no se ven. Pregunta en una panadería o en una heladería, tiran cubos de crema de diez litros casi cada semana.',
				},
				{
					by: 'mateo',
					daysAgo: 44,
					body: 'La heladería me dio cinco, y de paso un helado. Trasplante hecho; en los de pintura pondré caléndulas.',
				},
			],
		},
		{
			task: 'riega-y-observa',
			by: 'sofia',
			daysAgo: 40,
			body: 'Hay puntitos verdes en los tallos del cilantro. Los niños quieren saber si son «malos». ¿Qué les digo?',
			replies: [
				{
					by: 'marisol',
					daysAgo: 39.8,
					body: 'Que son pulgones y tienen hambre, como todos. Un chorro de agua por debajo de las hojas, tres mañanas seguidas. Y que busquen mariquitas: una sola se come decenas al día.',
				},
				{ by: 'sofia', daysAgo: 36, body: 'Apareció una. Ya tiene nombre y turno de visitas.' },
			],
		},
	],
};
